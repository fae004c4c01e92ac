import type { Settings } from "../../settings/settings";
import type { TableRows } from "../table-rows";
import { describeWrites, digestOf, overlayPacks, type PackedRows } from "./overlay";
import type { PackChoice, Packs } from "./read-packs";

/** A pack of which nothing is written in this run. */
export interface PassedOverPack {
  readonly pack: string;
  /** What it needs and the stack lacks. */
  readonly lacking: readonly string[];
}

export interface PackedTableRows extends TableRows {
  readonly packed: PackedRows;
  readonly passedOver: readonly PassedOverPack[];
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
    overlayPacks({ alertRows, pendingRows, packs, applied, passedOver });
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
    alertRows: packed.alertRows,
    pendingRows: [...pendingRows, ...packed.newRows],
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
