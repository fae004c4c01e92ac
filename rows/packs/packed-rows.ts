import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { Settings } from "../../settings/settings";
import type { WorkspaceConnection } from "../../databricks/open-connection";
import type { RestClient } from "../../databricks/rest-client";
import type { SqlSession } from "../../databricks/sql-session";
import { existsInUnityCatalog } from "../../databricks/unity-catalog";
import { withoutTaken } from "../seeding";
import { readTableRows, type TablePlace, type TableRows } from "../table-rows";
import { describeWrites, digestOf, overlayPacks, type PackedRows } from "./overlay";
import { type PackChoice, type Packs, readPacks } from "./read-packs";

/** A pack of which nothing is written in this run. */
export interface PassedOverPack {
  readonly pack: string;
  /** What it needs and the stack lacks. */
  readonly lacking: readonly string[];
}

export interface PackedTableRows extends TableRows {
  readonly packed: PackedRows;
  readonly passedOver: readonly PassedOverPack[];
  /** As the table has them. */
  readonly storedRows: TableRows["alertRows"];
}

/** What a stack's settings say of packs. */
export function packChoice(
  { packs, runbookBaseUrl }: Pick<Settings, "packs" | "runbookBaseUrl">,
  stack: string,
) {
  return {
    names: packs,
    stack,
    ...(runbookBaseUrl !== undefined && { runbookBaseUrl }),
  } satisfies PackChoice;
}

/** The config tables' rows with the stack's packs, as the next up leaves them. Faults of packs are the caller's to tell. */
export async function readPackedRows(
  { sql, rest }: Pick<WorkspaceConnection, "rest"> & { readonly sql: SqlSession },
  place: TablePlace & Pick<Settings, "packs" | "runbookBaseUrl">,
  stack: string,
): Promise<PackedTableRows & { readonly packs: Packs }> {
  const tables = await readTableRows(sql, place);
  const packs = readPacks(process.cwd(), packChoice(place, stack));
  return { ...(await withPacks(tables, packs, existingTable(rest))), packs };
}

/** Whether the workspace has the table, `catalog.schema.table`. */
export function existingTable(rest: RestClient): (table: string) => Promise<boolean> {
  return (table) => existsInUnityCatalog(rest, "tables", table.split("."));
}

/**
 * The rows with the packs laid over them, as the next up writes them. Whether there are the tables that a pack needs is asked
 * only of packs that have something to write.
 */
export async function withPacks(
  tables: TableRows,
  packs: Packs,
  exists: (table: string) => Promise<boolean>,
): Promise<PackedTableRows> {
  const { alertRows, pendingRows, appliedPacks: applied } = tables;
  const overlay = (passedOver: ReadonlySet<string>) =>
    overlayPacks({ alertRows, packs, applied, passedOver });
  const first = overlay(new Set());
  const writing = new Set(first.writes.flatMap(({ alertId }) => first.origins.get(alertId)?.pack ?? []));
  const asked = packs.packs.filter(({ name }) => writing.has(name));
  const needs = [...new Set(asked.flatMap((pack) => pack.needs))];
  const found = await Promise.all(needs.map(async (table) => ((await exists(table)) ? [table] : [])));
  const present = new Set(found.flat());
  const passedOver = asked
    .map(({ name, needs }) => ({ pack: name, lacking: needs.filter((table) => !present.has(table)) }))
    .filter(({ lacking }) => lacking.length > 0);
  const packed = passedOver.length === 0 ? first : overlay(new Set(passedOver.map(({ pack }) => pack)));
  return {
    ...tables,
    packed,
    passedOver,
    storedRows: alertRows,
    alertRows: packed.alertRows,
    // A seed that a pack has, too, is the pack's.
    pendingRows: [...withoutTaken(ALERT_CONFIGURATIONS, pendingRows, packed.newRows), ...packed.newRows],
  };
}

/** What the program declares of rows that are written; nothing where the stack has nothing to do with packs. */
export function declaredPacks(
  choice: ReturnType<typeof packChoice>,
  { writes }: PackedRows,
  passedOver: readonly PassedOverPack[],
) {
  if (choice.names.length === 0 && writes.length === 0) return undefined;
  return {
    ...choice,
    passedOver: passedOver.map(({ pack }) => pack),
    writes: describeWrites(writes),
    digest: digestOf(writes),
  };
}
