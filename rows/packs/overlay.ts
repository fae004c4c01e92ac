import { canonicalJson, shortHash } from "../../alerting/fields/alert-field";
import { ALERT_CONFIGURATIONS, alertIdOf } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import { shownText } from "../../messages/words";
import { type ChangedCell, insertOf, layOver, packOf, type RowWrite } from "./lay-over";
import type { PackedAlert } from "./pack-reader";
import type { Packs } from "./read-packs";
import type { PlacedFault } from "./yaml-file";

/** A row, and the pack that it says it comes from. */
interface RowOfPack {
  readonly alertId: string;
  readonly pack: string;
}

/** A row that its pack says no more, or whose pack is switched off: it goes, and its alert with it. */
export interface LeavingRow extends RowOfPack {
  /** The stack takes the pack, which has it no more. */
  readonly isOfTakenPack: boolean;
}

/** Row → what becomes of it: `new`, `deleted`, or the columns that change. */
export function describeWrites(writes: readonly RowWrite[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    writes.map(({ alertId, kind, cells }) => {
      const columns = Object.keys(cells).filter((name) => name !== "managed_by" && name !== "pack_base");
      const changed = columns.length > 0 ? columns.join(", ") : `managed_by ${cells.managed_by}`;
      return [alertId, kind === "update" ? changed : kind === "insert" ? "new" : "deleted"];
    }),
  );
}

/** Tells whether the same is written. */
export function digestOf(writes: readonly RowWrite[]): string {
  return shortHash(canonicalJson(writes));
}

/** The rows of the table as the next up leaves them. */
export interface PackedRows {
  readonly alertRows: readonly RawRow[];
  /** Of packs, that the table does not have yet. */
  readonly newRows: readonly RawRow[];
  readonly writes: readonly RowWrite[];
  readonly changedCells: readonly ChangedCell[];
  readonly leaving: readonly LeavingRow[];
  /** Rows of packs that the stack does not take, and of which no up has written a row: these stay, as people's. */
  readonly orphans: readonly RowOfPack[];
  /** Row → the alert of a pack that it comes from. */
  readonly origins: ReadonlyMap<string, PackedAlert>;
  readonly faults: readonly PlacedFault[];
}

export const NOTHING_PACKED: PackedRows = {
  alertRows: [],
  newRows: [],
  writes: [],
  changedCells: [],
  leaving: [],
  orphans: [],
  origins: new Map(),
  faults: [],
};

interface Overlay {
  /** Rows of the table. */
  readonly alertRows: readonly RawRow[];
  readonly packs: Packs;
  /** Packs that an up has written rows of. */
  readonly applied: ReadonlySet<string>;
  /** Packs of which nothing is written, and whose rows stay as they are. */
  readonly passedOver: ReadonlySet<string>;
}

/** Lays the packs over the table's rows. */
export function overlayPacks({ alertRows, packs, applied, passedOver }: Overlay): PackedRows {
  const taken = new Set(packs.packs.map(({ name }) => name));
  const alerts = packs.packs.filter(({ name }) => !passedOver.has(name)).flatMap((pack) => pack.alerts);
  const byId = new Map(alerts.map((alert) => [alert.alertId, alert]));
  const kept: RawRow[] = [];
  const writes: RowWrite[] = [];
  const changedCells: ChangedCell[] = [];
  const leaving: LeavingRow[] = [];
  const orphans: RowOfPack[] = [];
  const deleted = new Set<string>();
  const origins = new Map<string, PackedAlert>();
  const faults: PlacedFault[] = [];
  for (const raw of alertRows) {
    const alertId = alertIdOf(raw);
    const alert = byId.get(alertId);
    const pack = packOf(raw);
    if (alert !== undefined) {
      origins.set(alertId, alert);
      const laid = layOver(raw, alert);
      if (laid === undefined) faults.push(notManaged(alert));
      changedCells.push(...(laid?.changedCells ?? []));
      if (laid?.write) writes.push(laid.write);
      kept.push(laid?.row ?? raw);
      continue;
    }
    if (pack === undefined || passedOver.has(pack) || !(taken.has(pack) || applied.has(pack))) {
      kept.push(raw);
      if (pack !== undefined && !passedOver.has(pack)) orphans.push({ alertId, pack });
      continue;
    }
    // One statement deletes all rows that share an id.
    if (!deleted.has(alertId)) writes.push({ alertId, kind: "delete", cells: {} });
    deleted.add(alertId);
    leaving.push({ alertId, pack, isOfTakenPack: taken.has(pack) });
  }
  const added = alerts.filter(({ alertId }) => !origins.has(alertId));
  const inserts = added.map(insertOf);
  for (const alert of added) origins.set(alert.alertId, alert);
  return {
    alertRows: kept,
    newRows: inserts.map(({ cells }) => cells),
    writes: [...writes, ...inserts],
    changedCells,
    leaving,
    orphans,
    origins,
    faults,
  };
}

/** Their rows, as a table that has none of them gets them. */
export function newRows(alerts: readonly PackedAlert[]): RawRow[] {
  return alerts.map((alert) => insertOf(alert).cells);
}

function notManaged({ alertId, place }: PackedAlert): PlacedFault {
  const rule =
    `id ${shownText(alertId)} is also that of a row of ${ALERT_CONFIGURATIONS.name} that no pack manages: choose another id, or ` +
    "take the row into a pack (npm run pack -- from-rows)";
  return { ...place, rule };
}
