import { SEED_ALERTS, SEED_DESTINATIONS } from "./seeds";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { NOTIFICATION_DESTINATIONS } from "../alerting/tables/notification-destinations";
import type { RawRow } from "../alerting/tables/row-reader";

/** Property of `alert_configurations`: keys of the seed rows that were inserted once, and are never inserted again. */
export const SEED_PROPERTY = "alerting.seeded";

/** The seed rows by table. */
const SEEDS = [
  { table: NOTIFICATION_DESTINATIONS, rows: SEED_DESTINATIONS, unique: [] },
  // What a display name is made of: a row that has a seed's under another key goes before it.
  { table: ALERT_CONFIGURATIONS, rows: SEED_ALERTS, unique: ["severity", "alert_name"] },
] as const;

export const SEED_KEYS: readonly string[] = SEEDS.flatMap(({ table, rows }) =>
  keysOf(rows, table.primaryKey),
);

export const SEEDED_TABLES: readonly string[] = SEEDS.map(({ table }) => table.name);

/** Reads `SEED_PROPERTY`. */
export function seededKeys(property: string | undefined): ReadonlySet<string> {
  return new Set(property?.split(",").map((key) => key.trim()));
}

/** Finds and reads `SEED_PROPERTY` among the rows `key`, `value` of the table's properties. */
export function seededKeysOf(properties: readonly RawRow[]): ReadonlySet<string> {
  const value = properties.find(({ key }) => key === SEED_PROPERTY)?.["value"];
  return seededKeys(typeof value === "string" ? value : undefined);
}

/** Writes `SEED_PROPERTY`: what was seeded stays remembered, also by a release that no longer knows the row. */
export function seedProperty(seeded: ReadonlySet<string>): Readonly<Record<string, string>> {
  const keys = new Set([...seeded, ...SEED_KEYS].filter((key) => key !== ""));
  return { [SEED_PROPERTY]: [...keys].sort().join(",") };
}

/** The seed rows that were never inserted, by table. */
export function pendingSeeds(seeded: ReadonlySet<string>) {
  return SEEDS.map(({ table, rows, unique }) => ({
    ...{ table, unique },
    rows: rows.filter((row: RawRow) => !seeded.has(String(row[table.primaryKey]))),
  })).filter(({ rows }) => rows.length > 0);
}

/** The rows of `table` as they will be after seeding: a row that is there already, or that has a seed's name, stays as it is. */
export function withPendingSeeds(
  table: typeof ALERT_CONFIGURATIONS | typeof NOTIFICATION_DESTINATIONS,
  rows: readonly RawRow[],
  seeded: ReadonlySet<string>,
): RawRow[] {
  const present = new Set(keysOf(rows, table.primaryKey));
  const seeds = pendingSeeds(seeded).find((pending) => pending.table.name === table.name);
  const isTaken = (seed: RawRow) =>
    present.has(String(seed[table.primaryKey])) ||
    (seeds !== undefined &&
      seeds.unique.length > 0 &&
      rows.some((row) => seeds.unique.every((column) => row[column] === seed[column])));
  return [...rows, ...(seeds?.rows ?? []).filter((seed) => !isTaken(seed))];
}

function keysOf(rows: readonly RawRow[], key: string): string[] {
  return rows.map((row) => String(row[key]));
}
