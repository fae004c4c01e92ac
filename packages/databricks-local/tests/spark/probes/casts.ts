import type { Probe } from "./probe";
import { Random } from "./random";
import { valuesRelation } from "./values-relation";

// prettier-ignore
const TARGETS = [
  "TINYINT", "SMALLINT", "INT", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL(10,2)", "DECIMAL(38,10)", "STRING", "BOOLEAN", "DATE", "TIMESTAMP", "BINARY",
  "INTERVAL DAY TO SECOND", "INTERVAL YEAR TO MONTH", "ARRAY<STRING>", "MAP<STRING,STRING>", "STRUCT<a: STRING>",
];

// prettier-ignore
const TEXTS = [
  "''", "' '", "'0'", "'1'", "'-1'", "'+1'", "' 12 '", "'1.5'", "'.5'", "'5.'", "'1e3'", "'1E-5'", "'300'", "'99999999999'", "'1_000'", "'1,000'", "'0x1F'", "'1L'", "'1D'", "'1.0f'", "'NaN'", "'nan'", "'Infinity'", "'-inf'", "'x'", "'true'", "'TRUE '", "'t'", "'yes'", "'y'", "'off'", "'no'", "'null'",
  "'2024-01-31'", "'2024-1-5'", "'2024-01'", "'2024'", "'2024-01-32'", "'2024-01-31 10:20:30'", "'2024-01-31 10:20:30.123456'", "'2024-01-31T10:20:30Z'", "'2024-01-31 10:20:30+02:00'", "'2024-01-31 10'", "'2024-01-31 10:20'", "'2024-01-31 10:20:30 UTC'", "'2024-01-31 10:20:30 Europe/Berlin'", "'2024/01/31'", "'20240131'", "'2024-01-31abc'", "' 2024-01-31 '", "'0001-01-01'", "'9999-12-31'", "'10000-01-01'", "'-0001-01-01'", "'epoch'", "'10:20'", "'1 day'", "'1 02:03:04'", "'1-2'", "'\\t5\\n'", "'５'",
];

// prettier-ignore
const NUMBERS = [
  "0", "1", "-1", "127", "128", "-129", "32768", "2147483647", "2147483648", "9223372036854775807", "1.5", "-1.5", "0.5", "0.005", "0.015", "99.999", "12345678901234567890.12", "123456789012345678901234567890.12345678", "1.5D", "-1.5D", "2.5D", "0D", "-0D", "1e10", "1e20", "1e-5", "1e39", "double('NaN')", "double('Infinity')", "double('-Infinity')", "float(0.1)", "float('NaN')", "float(1e10)", "float(16777217)", "tinyint(5)", "smallint(-5)", "7L", "-0.0", "1234567.125D", "123456789D", "12345678.9D", "0.001D", "0.0001D",
];

// prettier-ignore
const OTHERS = [
  "NULL", "true", "false", "date'2024-01-31'", "date'0001-01-01'", "date'9999-12-31'", "timestamp'2024-01-31 10:20:30.123456'", "timestamp'1969-12-31 23:59:59.5'", "timestamp'0001-01-01 00:00:00'", "timestamp'2024-01-31 00:00:00'", "x''", "x'61'", "x'00ff'", "x'c3a9'",
  "interval '1 02:03:04.5' day to second", "interval 1 day", "interval '-5' hour", "interval '1' second", "interval '1-2' year to month", "interval -3 month", "interval 1 year",
  "array(1, NULL)", "array()", "array('a', 'b')", "array(1.5D, 1e10)", "array(array(1), NULL)", "map('a', 1)", "map()", "map(1, NULL)", "struct(1 AS a)", "struct(1 AS a, 'x' AS b)", "struct(NULL AS a)", "named_struct('a', array(1))",
];

/** Casts that a value's kind makes interesting, beside those to every simple type. */
// prettier-ignore
const SPECIAL = [
  "CAST(5 AS LONG)", "CAST(5 AS DEC)", "CAST(5.5 AS DEC(5,1))", "CAST(5 AS NUMERIC(5,1))", "CAST(5 AS REAL)", "CAST(5 AS BYTE)", "CAST(5 AS SHORT)", "CAST(5 AS INTEGER)", "CAST('abc' AS VARCHAR(2))", "CAST('abc' AS CHAR(5))", "CAST('abc' AS VARCHAR)", "CAST('2024-01-31' AS TIMESTAMP_NTZ)", "CAST(5 AS nope)", "CAST(5 AS DECIMAL(39,0))", "CAST(5 AS DECIMAL(2,3))", "CAST(999.995 AS DECIMAL(5,2))", "CAST(99.995 AS DECIMAL(5,2))", "CAST(1234.5 AS DECIMAL(4,0))", "CAST(0.5 AS DECIMAL(1,0))", "CAST(-0.5 AS DECIMAL(1,0))", "CAST(1.5 AS DECIMAL(1,0))", "CAST(2.5D AS DECIMAL(1,0))", "CAST(1e-10 AS DECIMAL(10,5))", "CAST('1.005' AS DECIMAL(3,2))", "CAST(5 AS INTERVAL DAY)", "CAST(5 AS INTERVAL MONTH)", "CAST('5' AS INTERVAL DAY)", "CAST(1.5 AS INTERVAL SECOND)", "CAST(interval 5 day AS INT)", "CAST(interval '90' second AS INT)", "CAST(interval 14 month AS INT)", "CAST(interval '1-2' year to month AS INTERVAL YEAR)", "CAST(interval 1 day AS INTERVAL HOUR TO SECOND)", "CAST(array('1', 'x') AS ARRAY<INT>)", "CAST(array('1', '2') AS ARRAY<INT>)", "CAST(map('1', '2') AS MAP<INT,BIGINT>)", "CAST(struct('1', 2) AS STRUCT<a: INT, b: STRING>)", "CAST(struct(1) AS STRUCT<a: INT, b: INT>)", "CAST(array(1) AS INT)", "CAST(NULL AS ARRAY<INT>)", "CAST(NULL AS STRUCT<a: INT>)", "5::string", "'5'::int", "'x'::int", "'2024-01-31'::date + 1", "1.5::int", "-1.5::int", "CAST('abc' AS STRING COLLATE UTF8_LCASE)", "CAST(true AS DECIMAL(1,0))", "CAST(true AS DECIMAL(1,1))", "CAST(date'2024-01-31' AS DOUBLE)", "CAST(timestamp'2024-01-01 00:00:00' AS BIGINT)", "CAST(timestamp'1969-12-31 23:59:59.5' AS BIGINT)", "CAST(timestamp'2024-01-01 00:00:00.5' AS DECIMAL(20,3))", "CAST(timestamp'2024-01-01 00:00:00' AS INT)", "CAST(timestamp'2100-01-01 00:00:00' AS INT)", "CAST(253402300800 AS TIMESTAMP)", "CAST(-62135596801 AS TIMESTAMP)", "CAST(1e18 AS TIMESTAMP)", "CAST(0.1 AS TIMESTAMP)", "CAST(double('NaN') AS TIMESTAMP)", "CAST(double('Infinity') AS TIMESTAMP)", "CAST(tinyint(5) AS BINARY)", "CAST(256 AS BINARY)", "CAST(x'c328' AS STRING)", "CAST('5' || '6' AS INT) + 1",
];

/** Every value to every type, by CAST and TRY_CAST, from literals and from columns. */
export function castProbes(): Probe[] {
  const pairs = [...TEXTS, ...NUMBERS, ...OTHERS].flatMap((value) =>
    TARGETS.filter((target) => isWorthIt(value, target)).map((target) => ({ value, target })),
  );
  const random = new Random("casts");
  return [
    ...SPECIAL.map((sql) => raw("special", `SELECT ${sql}`)),
    ...SPECIAL.filter((sql) => sql.startsWith("CAST")).map((sql) => raw("special", `SELECT TRY_${sql}`)),
    ...pairs.map(({ value, target }) => raw(target, `SELECT CAST(${value} AS ${target})`)),
    ...random
      .sample(pairs, 140)
      .map(({ value, target }) => raw(target, `SELECT TRY_CAST(${value} AS ${target})`)),
    ...random
      .sample(pairs, 180)
      .map(({ value, target }) =>
        raw(target, `SELECT CAST(x AS ${target}) FROM ${valuesRelation([value], ["x"])}`),
      ),
  ];
}

/** Texts become all that is simple; a cast that does not exist for one number does not exist for any. */
function isWorthIt(value: string, target: string): boolean {
  const isNested = /[<]/.test(target);
  const isNumber = NUMBERS.includes(value);
  if (isNested) return OTHERS.includes(value) || value === "'x'" || value === "1";
  if (target.startsWith("INTERVAL"))
    return OTHERS.includes(value) || /[a-z] day|-|:/.test(value) || ["1", "1.5", "'1'"].includes(value);
  if (target === "BINARY") return !isNumber || /^(1|7L|1.5|1.5D|tinyint.*)$/.test(value);
  if (/^(TINYINT|SMALLINT|FLOAT|DECIMAL.38,10.)$/.test(target) && !isNumber) return OTHERS.includes(value);
  if (target === "DATE" && isNumber) return ["1", "1.5", "1.5D"].includes(value);
  if (/INT|BOOLEAN/.test(target) && /'(20|\d\d:|0001|9999|10000|1 |1-| 20)/.test(value))
    return target === "INT";
  return true;
}

function raw(of: string, sql: string): Probe {
  return { family: "Casts", kind: "raw", of: `cast_${of.toLowerCase()}`, sql };
}
