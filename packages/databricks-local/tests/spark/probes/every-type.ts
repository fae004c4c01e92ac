import type { Probe } from "./probe";
import { Random } from "./random";

/** A column of each type, by its name: a usual value, NULL, and one at the limit. */
export const TYPED_COLUMNS: Readonly<Record<string, readonly [type: string, ...values: string[]]>> = {
  b: ["BOOLEAN", "true", "NULL", "false"],
  ti: ["TINYINT", "5", "NULL", "-128"],
  si: ["SMALLINT", "300", "NULL", "-32768"],
  i: ["INT", "7", "NULL", "-2147483648"],
  l: ["BIGINT", "70000000000", "NULL", "-9223372036854775808"],
  f: ["FLOAT", "0.1", "NULL", "'NaN'"],
  d: ["DOUBLE", "1.5e7", "NULL", "'-Infinity'"],
  c: ["DECIMAL(10,2)", "1.50", "NULL", "-99999999.99"],
  s: ["STRING", "'Abc'", "NULL", "''"],
  x: ["BINARY", "x'616263'", "NULL", "x''"],
  dt: ["DATE", "'2024-01-31'", "NULL", "'0001-01-01'"],
  ts: ["TIMESTAMP", "'2024-01-31 10:20:30.5'", "NULL", "'9999-12-31 23:59:59.999999'"],
  a: ["ARRAY<INT>", "array(3, NULL, 1)", "NULL", "array()"],
  m: ["MAP<STRING, INT>", "map('a', 1, 'b', NULL)", "NULL", "map()"],
  r: [
    "STRUCT<p: INT, q: STRING>",
    "named_struct('p', 1, 'q', 'x')",
    "NULL",
    "named_struct('p', NULL, 'q', NULL)",
  ],
};

const NAMES = Object.keys(TYPED_COLUMNS);

// prettier-ignore
const UNARY = [
  "abs", "ascii", "avg", "base64", "bin", "bit_count", "cardinality", "cbrt", "ceil", "char_length", "chr", "collect_set", "count", "crc32", "date", "dayofweek", "day", "exp", "factorial", "first", "floor", "hex", "hour", "initcap", "isnan", "isnull", "last_day", "length", "ln", "lower", "max", "md5", "min", "month", "negative", "reverse", "round", "sha1", "sign", "size", "sqrt", "stddev", "string", "sum", "timestamp", "to_date", "to_json", "trim", "typeof", "unix_date", "unix_seconds", "upper", "weekofyear", "year", "double", "int", "sort_array", "array_max", "map_keys", "explode", "median", "url_encode", "zeroifnull", "unhex",
];
const UNARY_EACH = 4;
const EXPRESSION_EACH = 9;

/** `$` is a column. */
// prettier-ignore
const EXPRESSIONS = [
  "$ + 1", "$ - 1", "$ * 2", "$ / 2", "$ % 2", "$ = 1", "$ = '1'", "$ > 0", "$ IS NULL", "$ IN (1, 2)", "$ = true", "$ || 'x'", "-$", "NOT $", "coalesce($, 0)", "coalesce($, 'x')", "nvl($, NULL)", "if($ IS NULL, 1, 2)", "CASE WHEN $ IS NULL THEN 'none' ELSE $ END", "nullif($, $)", "$ <=> NULL", "$ BETWEEN 0 AND 10", "CAST($ AS STRING)", "CAST($ AS INT)", "CAST($ AS DOUBLE)", "CAST($ AS DATE)", "CAST($ AS TIMESTAMP)", "CAST($ AS BOOLEAN)", "CAST($ AS DECIMAL(12,4))", "try_cast($ AS TINYINT)", "concat($, '!')", "concat_ws(',', $, 'z')", "greatest($, $)", "array($)", "struct($)", "to_json(struct($))", "count(DISTINCT $)", "max($)", "$ LIKE '%1%'", "substring($, 1, 2)", "format_string('%s', $)", "date_add($, 1)", "date_trunc('MONTH', $)", "$ + interval 1 day", "$ - date'2024-01-01'", "datediff($, '2024-01-01')", "date_format($, 'yyyy')", "round($, 1)", "$[0]", "element_at($, 1)", "map('k', $)", "lag($) OVER (ORDER BY i)", "row_number() OVER (ORDER BY $)", "decode($, 1, 'one', 'other')", "sum($) OVER ()", "min_by(s, $)",
];

/** Every function and operator over columns of every type, with NULLs in them. */
export function everyTypeProbes(): Probe[] {
  const random = new Random("every type");
  const expressions = EXPRESSIONS.flatMap((expression) =>
    random
      .sample(NAMES, EXPRESSION_EACH)
      .map((name) => [expression, expression.replaceAll("$", name)] as const),
  );
  return [
    ...UNARY.flatMap((of) =>
      random.sample(NAMES, UNARY_EACH).map((name) => probe(of, `${of}(${name})`, name)),
    ),
    ...expressions.map(([of, expression]) => probe(of, expression, "")),
    ...NAMES.flatMap((name) => [
      statement(name, `SELECT ${name} FROM ${relation([name, "i"])} ORDER BY ${name}`),
      statement(name, `SELECT ${name} FROM ${relation([name, "i"])} ORDER BY ${name} DESC`),
      statement(name, `SELECT ${name}, count(*) FROM ${relation([name, "i"])} GROUP BY ${name}`),
      statement(name, `SELECT DISTINCT ${name} FROM ${relation([name, "i"])}`),
      statement(name, `SELECT i FROM ${relation([name, "i"])} WHERE ${name} IS NOT NULL`),
    ]),
  ];
}

function probe(of: string, expression: string, name: string): Probe {
  const used = NAMES.filter((column) => column === name || new RegExp(`\\b${column}\\b`).test(expression));
  return statement(of, `SELECT ${expression} FROM ${relation([...new Set([...used, "i"])])}`);
}

/** `VALUES (CAST(…), …), … AS t(names)` with those columns of all. */
function relation(names: readonly string[]): string {
  const row = (at: number) => `(${names.map((name) => cast(name, at)).join(", ")})`;
  return `VALUES ${[1, 2, 3].map(row).join(", ")} AS t(${names.join(", ")})`;
}

function cast(name: string, at: number): string {
  const value = TYPED_COLUMNS[name]?.[at] ?? "NULL";
  const isItself = value === "NULL" || /^(b|i|s|x|l)$/.test(name);
  return isItself ? value : `CAST(${value} AS ${TYPED_COLUMNS[name]?.[0]})`;
}

function statement(of: string, sql: string): Probe {
  return { family: "Columns of every type", kind: "col", of, sql };
}
