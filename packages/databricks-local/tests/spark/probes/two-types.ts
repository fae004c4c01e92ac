import type { Probe } from "./probe";
import { Random } from "./random";

/** A value of each type, by the name that its column has. */
const COLUMNS: Readonly<Record<string, string>> = {
  ti: "tinyint(5)",
  i: "7",
  l: "7L",
  f: "float(1.5)",
  d: "2.5D",
  c: "1.50",
  s: "'7'",
  w: "'x'",
  b: "true",
  dt: "date'2024-01-31'",
  ts: "timestamp'2024-01-31 10:00:00'",
  iv: "interval 1 day",
  a: "array(1)",
  r: "struct(1 AS a)",
};

/** What two columns can stand in; `$1` and `$2` are they. */
const PLACES: Readonly<Record<string, string>> = {
  "=": "$1 = $2",
  "<": "$1 < $2",
  "+": "$1 + $2",
  "-": "$1 - $2",
  "*": "$1 * $2",
  "/": "$1 / $2",
  "%": "$1 % $2",
  coalesce: "coalesce($1, $2)",
  nvl: "nvl($1, $2)",
  if: "if(true, $1, $2)",
  CASE: "CASE WHEN false THEN $1 ELSE $2 END",
  "CASE of": "CASE $1 WHEN $2 THEN 'same' ELSE 'other' END",
  IN: "$1 IN ($2)",
  greatest: "greatest($1, $2)",
  array: "array($1, $2)",
  nullif: "nullif($1, $2)",
  "||": "$1 || $2",
  BETWEEN: "$1 BETWEEN $2 AND $2",
  "<=>": "$1 <=> $2",
  map: "map('k', $1, 'l', $2)",
  concat_ws: "concat_ws('-', $1, $2)",
  decode: "decode($1, $2, 'same', 'other')",
};

const PAIRS_OF_EACH = 46;

/** What needs a statement of its own; the texts are the two values. */
const STATEMENTS: Readonly<Record<string, (left: string, right: string) => string>> = {
  UNION: (left, right) => `SELECT ${left} AS x UNION ALL SELECT ${right}`,
  VALUES: (left, right) => `SELECT x FROM VALUES (${left}, 1), (${right}, 2) AS t(x, n)`,
  "IN (SELECT)": (left, right) =>
    `SELECT a.x FROM VALUES (${left}, 1) AS a(x, n) WHERE a.x IN (SELECT y FROM VALUES (${right}, 1) AS b(y, m))`,
  JOIN: (left, right) =>
    `SELECT a.x FROM VALUES (${left}, 1) AS a(x, n) JOIN VALUES (${right}, 1) AS b(y, m) ON a.x = b.y`,
  "with NULL": (left, right) =>
    `SELECT coalesce(x, y) FROM VALUES (${left}, ${right}), (NULL, ${right}), (NULL, NULL) AS t(x, y)`,
};

/** Each type beside each other, in everything that wants both of one type. */
export function twoTypesProbes(): Probe[] {
  const names = Object.keys(COLUMNS);
  const pairs = names.flatMap((left, index) => names.slice(index).map((right) => [left, right] as const));
  const random = new Random("two types");
  const turned = () =>
    random
      .sample(pairs, PAIRS_OF_EACH)
      .map(([left, right]) => (random.below(2) ? [left, right] : [right, left]));
  return [
    ...Object.entries(PLACES).flatMap(([of, place]) =>
      turned().map(([left = "", right = ""]) => probe(of, overBoth(place, left, right))),
    ),
    ...Object.entries(STATEMENTS).flatMap(([of, print]) =>
      turned().map(([left = "", right = ""]) => probe(of, print(COLUMNS[left] ?? "", COLUMNS[right] ?? ""))),
    ),
  ];
}

function overBoth(place: string, left: string, right: string): string {
  const second = left === right ? `${right}2` : right;
  const expression = place.replaceAll("$1", left).replaceAll("$2", second);
  return `SELECT ${expression} FROM VALUES (${COLUMNS[left]}, ${COLUMNS[right]}) AS t(${left}, ${second})`;
}

function probe(of: string, sql: string): Probe {
  return { family: "Columns of two types", kind: "col2", of, sql };
}
