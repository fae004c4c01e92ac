import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Probe, ProbeKind } from "./probe";

const FILES: readonly (readonly [file: string, family: string, kind: ProbeKind])[] = [
  ["queries.sql", "Queries", "query"],
  ["alert-queries.sql", "Alert queries", "alert"],
  ["names.sql", "Names of columns", "names"],
];

/**
 * Statements that are written by hand, with lines in front that stand for more of them:
 *
 *     -- of: group
 *     -- $unit: 'DAY' | 'HOUR'          the statements below come once with each
 *     SELECT …;
 */
export function writtenProbes(): Probe[] {
  return FILES.flatMap(([file, family, kind]) =>
    readBlocks(file).map((block) => ({ family, kind, ...block })),
  );
}

function readBlocks(file: string): Pick<Probe, "of" | "sql">[] {
  const pools = new Map<string, readonly string[]>();
  let of = "";
  let sql = "";
  const found: Pick<Probe, "of" | "sql">[] = [];
  for (const line of readFileSync(join(__dirname, "queries", file), "utf8").split("\n")) {
    const [, name = "", values = ""] = /^-- (of|\$[a-z]+): (.*)$/.exec(line) ?? [];
    if (name === "of") of = values;
    else if (name !== "") pools.set(name, values.split(" | "));
    else sql += ` ${line.trim()}`;
    if (!sql.endsWith(";")) continue;
    found.push(...filled(sql.slice(0, -1).trim(), pools).map((one) => ({ of, sql: one })));
    sql = "";
  }
  return found;
}

function filled(sql: string, pools: ReadonlyMap<string, readonly string[]>): string[] {
  const name = /\$[a-z]+/.exec(sql)?.[0] ?? "";
  const values = pools.get(name);
  if (values === undefined) return [sql];
  return values.flatMap((value) =>
    filled(
      sql.replaceAll(new RegExp(`\\${name}\\b`, "g"), () => value),
      pools,
    ),
  );
}
