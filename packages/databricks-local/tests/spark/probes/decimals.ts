import type { Probe } from "./probe";
import { Random } from "./random";

// prettier-ignore
const OPERANDS = [
  "0.25", "-0.5", "2.5", "-7", "7L", "1BD", "3BD", "99.99", "0.001", "100.00", "12345.6789", "tinyint(3)", "9223372036854775807", "12345678901234567890.123456", "0.00000000000000000001", "99999999999999999999999999999999999999", "CAST(1.5 AS DECIMAL(38,18))", "CAST(2 AS DECIMAL(38,0))", "CAST(NULL AS DECIMAL(10,2))", "CAST(7.5 AS DECIMAL(5,1))",
];
const OPERATORS = ["+", "-", "*", "/", "%"];
const PAIRS = 340;

// prettier-ignore
const EXPRESSIONS = [
  "1BD/3BD*3BD", "2.5 / -7", "typeof(1BD)", "typeof(1.0)", "typeof(0.5)", "typeof(-0.5)", "typeof(.5)", "typeof(5.)", "typeof(123.450)", "typeof(1e2BD)", "1e2BD", "typeof(-7 * 0.5)", "typeof(7L * 0.5)", "typeof(tinyint(7) * 0.5)", "typeof(0.5 + 1)", "typeof(x * 0.5) FROM VALUES (7) t(x)", "typeof(x * 0.5) FROM VALUES (7L) t(x)", "x * 0.5 FROM VALUES (smallint(7)) t(x)", "x / y FROM VALUES (1.50, 3) t(x, y)", "x * y FROM VALUES (1.50, 3L) t(x, y)", "x % y FROM VALUES (7.50, 2) t(x, y)", "x div y FROM VALUES (7.50, 2) t(x, y)", "try_divide(2.5, -7)", "try_divide(x, y) FROM VALUES (2.5, 0.0) t(x, y)", "try_multiply(2.5, -7)", "try_add(2.5, 7L)", "try_subtract(2.5, -7)", "mod(2.5, 7L)", "pmod(-2.5, 7L)", "try_mod(2.5, 2L)", "abs(-2.50)", "-(2.50)", "sign(-2.50)", "ceil(2.51)", "floor(-2.51)", "ceil(2.512, 1)", "floor(99.95, 1)", "round(99.95, 1)", "round(99.95, 0)", "round(99.95)", "round(99.99, -2)", "bround(2.5, 0)", "greatest(1.5, 2.25)", "coalesce(1.5, 2.255)", "coalesce(1.5, 2)", "if(true, 1.5, 2.255)", "nullif(1.50, 1.5)", "CASE WHEN true THEN 1.5 ELSE 10 END", "array(1.5, 2.25, 3)", "1.5 = 1.50", "sum(x) FROM VALUES (1.5), (2.25) t(x)", "avg(x) FROM VALUES (1.5), (2.25) t(x)", "avg(x) FROM VALUES (1), (2) t(x)", "sum(x) / count(x) FROM VALUES (1.5), (2.25) t(x)", "sum(x) / sum(y) FROM VALUES (1.50, 3), (2.25, 4) t(x, y)", "sum(x) * 100 / sum(y) FROM VALUES (1.50, 3), (2.25, 4) t(x, y)", "sum(x) FROM VALUES (CAST(99999999999999999999999999999999999999 AS DECIMAL(38,0))), (1BD) t(x)", "max(x) - min(x) FROM VALUES (1.50), (2.25) t(x)", "round(avg(x), 2) FROM VALUES (1.5), (2.25), (3) t(x)", "round(sum(x) / 3, 4) FROM VALUES (1.5), (2.25) t(x)", "sum(CAST(x AS DECIMAL(38,10))) FROM VALUES (1.5), (2.25) t(x)", "stddev(x) FROM VALUES (1.5), (2.25) t(x)", "percentile(x, 0.5) FROM VALUES (1.5), (2.25) t(x)", "median(x) FROM VALUES (1.5), (2.25) t(x)", "product_id * 1.1 FROM VALUES (3) t(product_id)", "99999999999999999999999999999999999999 + 1", "99999999999999999999999999999999999999 * 10", "CAST(1 AS DECIMAL(38,37)) * 10", "1.1 * 1.1 * 1.1 * 1.1 * 1.1", "1.23456789 * 1.23456789 * 1.23456789 * 1.23456789", "10 / 3.0", "10.0 / 3", "10.00 / 3.00", "0.1 / 0.3", "1 / 0.0000001", "CAST(10 AS DECIMAL(18,2)) / CAST(3 AS DECIMAL(18,2))", "CAST(10 AS DECIMAL(38,2)) / CAST(3 AS DECIMAL(38,2))", "CAST(0 AS DECIMAL(10,2))", "0.0", "0.00 = 0", "1.5 IN (1.50, 2)", "1.5 BETWEEN 1 AND 2", "(1.5 + 1.5) || ''", "string(1.50 * 2)", "CAST(1.50 * 2 AS STRING)", "1.50 || 'x'", "0.25 || 'x'", "int(2.99)", "int(-2.99)", "bigint(12345678901234567890.5)", "double(0.1)", "0.1 + 0.2 = 0.3", "0.1D + 0.2D = 0.3D", "3.0 div 2", "12345678901234567890.5 div 3", "-7.5 % 2.25", "sum(DISTINCT x) FROM VALUES (1.5), (1.50), (2) t(x)", "sum(x) OVER () FROM VALUES (1.5), (2.25) t(x)", "avg(x) OVER (ORDER BY x) FROM VALUES (1.5), (2.25) t(x)", "sum(x) FROM VALUES (1.5), (NULL) t(x)", "sum(x) FROM VALUES (1.5) t(x) WHERE false", "avg(x) FROM VALUES (1.5) t(x) WHERE false",
];

/** The precision, the scale and the digits of what is computed with DECIMALs. */
export function decimalProbes(): Probe[] {
  const all = OPERATORS.flatMap((operator) =>
    OPERANDS.flatMap((left) => OPERANDS.map((right) => ({ operator, left, right }))),
  );
  return [
    ...EXPRESSIONS.map((expression) => probe("expressions", `SELECT ${expression}`)),
    ...new Random("decimals")
      .sample(all, PAIRS)
      .map(({ operator, left, right }) => probe(operator, `SELECT ${left} ${operator} ${right}`)),
  ];
}

function probe(of: string, sql: string): Probe {
  return { family: "Decimal arithmetic", kind: "raw", of, sql };
}
