import type { Probe } from "./probe";
import { valuesRelation } from "./values-relation";

// prettier-ignore
const VALUES = [
  "1.5e7", "1e-5", "1e10", "1e-3", "0.001D", "1234567D", "12345678D", "123456789.125D", "100D", "0D", "-0D", "1e100", "-1.5D", "double('NaN')", "double('Infinity')", "double('-Infinity')", "1D/3",
  "float(0.1)", "float(1e10)", "float(1)/3", "float(16777216)",
  "0.25", "-0.5", "1.50", "100BD", "0.000001", "CAST(0 AS DECIMAL(5,2))", "CAST(0.000000001 AS DECIMAL(20,10))", "12345678901234567890.12",
  "7", "-7", "9223372036854775807", "tinyint(5)", "true", "NULL", "CAST(NULL AS INT)",
  "date'2024-01-31'", "date'0001-01-01'", "timestamp'2024-01-31 10:20:30'", "timestamp'2024-01-31 10:20:30.120'", "timestamp'2024-01-31 00:00:00'", "timestamp'0099-01-31 00:00:00'",
  "interval 1 day", "interval '1 02:03:04.5' day to second", "interval '-5' hour", "interval '90' minute", "interval '1-2' year to month", "interval -3 month", "timestamp'2024-01-02 00:00:00' - timestamp'2024-01-01 22:00:00'", "date'2024-01-31' - date'2024-01-01'", "make_interval(1, 2, 3, 4, 5, 6, 7.5)",
  "x'616263'", "x''", "array(1, NULL)", "array('a', NULL)", "array(1.5e7, 0.5D)", "array(0.25)", "array(date'2024-01-31')", "array()", "array(array(1), NULL)", "map('a', 1)", "map(1.50, NULL)", "map()", "struct(1 AS a, 'x' AS b)", "struct(NULL AS a)", "struct(array(1) AS a, map('k', 1.5D) AS m)", "array(struct(1.5e7 AS a))",
];

/** Where a value becomes a text; `$v` is the value. */
const PLACES: Readonly<Record<string, string>> = {
  "||": "'v ' || $v",
  concat: "concat('v', $v)",
  concat_ws: "concat_ws(',', 'v', $v)",
  CAST: "CAST($v AS STRING)",
  format_string: "format_string('%s', $v)",
  array_join: "array_join(array($v), ',')",
  length: "length($v)",
  to_json: "to_json(struct($v AS v))",
  "CAST of an ARRAY": "CAST(array($v) AS STRING)",
  "CAST of a MAP": "CAST(map('k', $v) AS STRING)",
  "CAST of a STRUCT": "CAST(struct($v AS v) AS STRING)",
  lpad: "lpad($v, 12, '*')",
};

const IN_COLUMNS = ["||", "CAST", "concat", "array_join"];

/** How each value is written, wherever it becomes a text: the words of an alert's notification. */
export function textProbes(): Probe[] {
  return [
    ...Object.entries(PLACES).flatMap(([of, place]) =>
      VALUES.map((value) => probe(of, `SELECT ${place.replaceAll("$v", bracketed(value))}`)),
    ),
    ...IN_COLUMNS.flatMap((of) =>
      VALUES.filter((_, index) => index % 4 === 0).map((value) =>
        probe(
          of,
          `SELECT ${PLACES[of]?.replaceAll("$v", "x") ?? ""} FROM ${valuesRelation([value], ["x"], [["NULL"]])}`,
        ),
      ),
    ),
  ];
}

function bracketed(value: string): string {
  return / [-/] |D\/|\)\//.test(value) ? `(${value})` : value;
}

function probe(of: string, sql: string): Probe {
  return { family: "Texts of values", kind: "text", of, sql };
}
