import type { Probe } from "./probe";
import { Random } from "./random";

// prettier-ignore
const VALUES = [
  "tinyint(5)", "smallint(-300)", "7", "-7L", "2.5", "12345678901234567890.12", "float(0.1)", "2.5D", "double('NaN')",
  "'3'", "'x'", "true", "date'2024-01-31'", "timestamp'2024-01-31 10:00:00'", "interval 1 day", "interval 1 month",
  "x'61'", "array(1)", "map('a', 1)", "struct(1 AS a)", "NULL",
];

const ARITHMETIC = ["+", "-", "*", "/", "%", "div"];
const OTHERS = ["=", "<", "<=>", "<>", ">=", "||", "AND", "OR", "&", "|", "^", "IS DISTINCT FROM"];
const PAIRS_OF_ARITHMETIC = 150;
const PAIRS_OF_OTHERS = 36;

/** What one value does at its limits. */
// prettier-ignore
const EDGES = [
  "2147483647 + 1", "-2147483648 - 1", "2147483647 * 2", "2147483647L + 1", "9223372036854775807 + 1", "9223372036854775807 * 2", "-9223372036854775808 - 1",
  "tinyint(127) + tinyint(1)", "tinyint(100) * tinyint(2)", "smallint(32767) + smallint(1)", "tinyint(127) + 1", "tinyint(1) + smallint(1)", "tinyint(5) * 2",
  "NULL / 0", "0 / 0", "1 / 0", "1 % 0", "NULL % 0", "1 div 0", "NULL div 0", "CAST(NULL AS INT) / 0", "CAST(NULL AS DOUBLE) / 0", "CAST(NULL AS DECIMAL(10,2)) / 0", "1D / 0D", "0D / 0D", "1.5 / 0", "1.5 % 0", "1.5 div 0", "1 / 0.0", "1 / NULL", "0 / NULL",
  "9223372036854775807 div 7", "9223372036854775807 div 1", "-9223372036854775808 div -1", "9223372036854775807 % 10", "-7 div 2", "7 div -2", "7.9 div 2", "7.5D div 2", "'7' div 2", "7 div '2'", "interval 5 day div interval 2 day", "interval 14 month div interval 1 year",
  "5 % 3", "-5 % 3", "5 % -3", "5.5 % 2", "5.5D % 2", "-5.5 % 2", "'5' % 3", "12345678901234567890123456789012345678 % 7", "1e308 * 10", "1e308 + 1e308", "-1e308 * 10", "0.1 + 0.2", "0.1D + 0.2D", "1e-308 / 1e10", "1 - 0.9", "float(0.1) + 1", "float(0.1) + 0.2D", "float(0.1) * float(3)", "float(16777216) + 1", "1 + 1.5e0",
  "2.5 / -7", "1BD / 3BD * 3BD", "1 / 3", "1L / 3", "1.0 / 3", "10 / 4", "7 / 2.0", "1e1 / 3", "100 * 0.1", "0.1 * 0.1", "-0.5", "+5", "-(-5)", "-(-2147483648)", "- '5'", "+'5'", "-NULL", "-true", "~5", "~-1", "~5L", "~NULL", "~1.5", "~'5'",
  "NOT true", "NOT NULL", "NOT 1", "NOT 'true'", "NOT 'x'", "!true", "!NULL", "! (1 = 2)", "true AND NULL", "false AND NULL", "true OR NULL", "NULL OR NULL", "NULL AND NULL", "1 AND true", "'true' AND true", "true AND 'x'",
  "NULL = NULL", "NULL <=> NULL", "1 <=> NULL", "1 = '1'", "1 = '1.0'", "1 = 'x'", "1.0 = '1'", "1 < '2'", "10 < '9'", "'10' < '9'", "true = 'true'", "true = 1", "true = 'x'", "true > false", "date'2024-01-31' = '2024-01-31'", "date'2024-01-31' < '2024-02'", "date'2024-01-31' = 'x'", "date'2024-01-31' = timestamp'2024-01-31 00:00:00'", "timestamp'2024-01-31 00:00:00' = '2024-01-31'", "'2024-01-31' > timestamp'2024-01-30 12:00:00'", "double('NaN') = double('NaN')", "double('NaN') > 1e308", "double('NaN') < 1", "0D = -0D", "-0D < 0D", "'a' = 'A'", "'a' < 'B'", "'a ' = 'a'", "'' = NULL", "'é' > 'z'", "x'61' = 'a'", "x'61' < x'6100'", "1 = 1.0", "1.0 = 1.00", "float(0.1) = 0.1", "float(0.1) = 0.1D", "0.1 = 0.1D", "9223372036854775807 = 9223372036854775807.0", "9007199254740993 = 9007199254740992D", "array(1) = array(1)", "array(1, NULL) = array(1, NULL)", "array(1) < array(1, 2)", "array(1, NULL) < array(1, 2)", "array(1) = array('1')", "map(1, 2) = map(1, 2)", "struct(1) = struct(1)", "struct(1, 2) < struct(1, 3)", "struct(1, NULL) < struct(1, 3)", "struct(1) = struct('1')", "interval 1 day = interval 24 hour", "interval 1 month = interval 30 day", "interval 1 year = interval 12 month", "interval 1 day > '1'", "1 == 1", "1 != 2", "1 <> NULL", "1 !< 2", "NOT 1 = 2",
  "5 BETWEEN 1 AND 10", "5 BETWEEN 10 AND 1", "5 NOT BETWEEN 1 AND 3", "NULL BETWEEN 1 AND 2", "5 BETWEEN NULL AND 10", "5 BETWEEN 6 AND NULL", "'b' BETWEEN 'a' AND 'c'", "5 BETWEEN '1' AND '10'", "date'2024-01-31' BETWEEN '2024-01-01' AND '2024-02-01'", "5 BETWEEN true AND 10", "5 BETWEEN SYMMETRIC 10 AND 1",
  "1 IN (1, 2)", "1 IN (2, NULL)", "1 NOT IN (2, NULL)", "NULL IN (1)", "NULL IN (NULL)", "1 IN ('1', 'x')", "1 IN ('1')", "'1' IN (1, 2)", "1 IN (1.0, 2)", "true IN (1, 0)", "date'2024-01-31' IN ('2024-01-31')", "1 IN (array(1))", "array(1) IN (array(1), array(2))", "(1, 2) IN ((1, 2))", "1 IN ()", "double('NaN') IN (double('NaN'))", "1 IN (1, true)", "'a' IN ('A', 'a ')", "NULL NOT IN (1)",
  "1 IS NULL", "NULL IS NULL", "NULL IS NOT NULL", "true IS TRUE", "NULL IS TRUE", "NULL IS NOT TRUE", "false IS FALSE", "NULL IS UNKNOWN", "1 IS TRUE", "true IS NOT UNKNOWN", "'true' IS TRUE", "1 IS NOT DISTINCT FROM NULL", "NULL IS DISTINCT FROM NULL", "1 IS DISTINCT FROM 1L",
  "'a' || 'b'", "'a' || NULL", "'a' || 1", "1 || 2", "1.50 || ''", "1.5e7 || ''", "true || ''", "array(1) || array(2)", "array(1) || 2", "x'61' || x'62'", "x'61' || 'b'", "date'2024-01-31' || ''", "NULL || 'a'", "NULL || NULL", "'a' || 'b' || NULL || 'c'", "1 + 2 || 'x'",
  "5 & 3", "5 | 3", "5 ^ 3", "5 & NULL", "5L & 3", "tinyint(5) & 3", "5.0 & 3", "'5' & 3", "true & false", "-1 & 255", "1 << 33", "1 << -1", "-1 >> 1", "-1 >>> 1", "1L << 40",
  "'3' + 4", "'3' + '4'", "'x' + 1", "'3' - 1", "'3' * 2", "'3.5' * 2", "'6' / 2", "'6' / '2'", "'3' + 1.5", "'3' + 1.5D", "'3' + 1L", "1 - '3'", "true + 1", "true + true", "date'2024-01-31' * 2",
];

/** Each operator between values of each two types, and at the limits of types. */
export function operatorProbes(): Probe[] {
  const pairs = VALUES.flatMap((left) => VALUES.map((right) => [left, right] as const));
  const of = (operator: string, [left, right]: readonly [string, string]) =>
    raw(operator, `SELECT ${left} ${operator} ${right}`);
  return [
    ...EDGES.map((edge) => raw("edges", `SELECT ${edge}`)),
    ...EDGES.filter((edge) => edge.includes("NULL")).map((edge) => raw("edges", `SELECT 1 WHERE ${edge}`)),
    ...[...ARITHMETIC, ...OTHERS].flatMap((operator) =>
      new Random(operator)
        .sample(pairs, ARITHMETIC.includes(operator) ? PAIRS_OF_ARITHMETIC : PAIRS_OF_OTHERS)
        .map((pair) => of(operator, pair)),
    ),
  ];
}

function raw(of: string, sql: string): Probe {
  return { family: "Operators", kind: "raw", of, sql };
}
