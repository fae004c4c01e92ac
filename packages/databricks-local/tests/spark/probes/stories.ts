import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Probe } from "./probe";

const FILES: readonly (readonly [file: string, family: string])[] = [
  ["inserts.sql", "Inserts"],
  ["changes.sql", "Changes of rows"],
  ["versions.sql", "Versions and change feeds"],
  ["definitions.sql", "Definitions"],
  ["typed-tables.sql", "Rows of tables"],
];

/** What an INSERT and an UPDATE may assign to a column of another type. */
// prettier-ignore
const VALUES = [
  "7", "300", "99999999999", "-1L", "1.5", "99999.999", "2.5D", "1e30", "double('NaN')", "float(0.1)", "'7'", "'x'", "' 1 '", "'2024-01-31'", "'true'", "true",
  "DATE'2024-01-31'", "TIMESTAMP'2024-01-31 10:20:30'", "interval 1 day", "x'61'", "array(1)", "struct(1 AS p)", "NULL",
];

/** A column's type, and a value of it to update. */
const COLUMNS: Readonly<Record<string, string>> = {
  TINYINT: "0",
  INT: "0",
  BIGINT: "0",
  FLOAT: "0",
  DOUBLE: "0",
  "DECIMAL(5,2)": "0",
  STRING: "''",
  BOOLEAN: "false",
  DATE: "'2000-01-01'",
  TIMESTAMP: "'2000-01-01'",
  BINARY: "x''",
  "ARRAY<STRING>": "array()",
  "STRUCT<p: BIGINT>": "NULL",
};

/** Lists of statements, each seeing what those before it changed: one probe a statement, of the story that it belongs to. */
export function storyProbes(): Probe[] {
  return [
    ...FILES.flatMap(([file, family]) => readStories(file, family)),
    ...Object.entries(COLUMNS).flatMap(([type, first]) => assignments(type, first)),
  ];
}

/**
 *     -- story: its name
 *     STATEMENT;
 *     -- only: column, column          of the next statement's rows, only these columns are the same on both sides
 *     STATEMENT;
 */
function readStories(file: string, family: string): Probe[] {
  const [, ...stories] = readFileSync(join(__dirname, "stories", file), "utf8").split(/^-- story: /m);
  return stories.flatMap((text) => {
    const [of = "", ...lines] = text.trim().split("\n");
    const statements = lines.join("\n").split(/;$/m);
    return statements
      .map((statement) => statement.trim().replace(/^-- (only: .*)\n/, "/* $1 */ "))
      .filter((sql) => sql !== "")
      .map((sql) => story(family, of, sql));
  });
}

function assignments(type: string, first: string): Probe[] {
  const statements = [
    `CREATE TABLE t (n INT, c ${type})`,
    `INSERT INTO t VALUES (-1, ${first})`,
    ...VALUES.map((value, at) => `INSERT INTO t VALUES (${at}, ${value})`),
    ...VALUES.filter((_, at) => at % 4 === 1).map((value) => `UPDATE t SET c = ${value} WHERE n = -1`),
    "INSERT INTO t SELECT x, x FROM VALUES (100), (200) AS u(x)",
    "INSERT INTO t SELECT 300, s FROM VALUES ('7') AS u(s)",
    "SELECT * FROM t ORDER BY n",
  ];
  return statements.map((sql) => story("Assignments", type, sql));
}

function story(family: string, of: string, sql: string): Probe {
  return { family, kind: "story", of, sql };
}
