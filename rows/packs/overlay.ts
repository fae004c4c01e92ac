import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson, type Cells } from "../../alerting/fields/alert-field";
import { readAlertRow } from "../../alerting/planned-alert";
import {
  ALERT_CONFIGURATIONS,
  type AlertColumnName,
  alertIdOf,
  type ReadAlertRow,
} from "../../alerting/tables/alert-configurations";
import { NOW } from "../../alerting/tables/column-spec";
import type { RawRow } from "../../alerting/tables/row-reader";
import { shownText } from "../../messages/words";
import { NEW_ROW_CELLS } from "./alert-keys";
import type { PackedAlert, Packs } from "./read-packs";
import type { PlacedFault } from "./yaml-file";

/** What an up writes into a row before its alert is deployed. */
export interface RowWrite {
  readonly alertId: string;
  readonly kind: "insert" | "update" | "delete";
  /** Those that change; all of a new row. */
  readonly cells: Cells;
  readonly place?: PackedAlert["place"];
}

/** A cell of a pack's row that is not what the pack says. */
export interface ChangedCell {
  readonly alert: PackedAlert;
  readonly column: AlertColumnName;
  /** As the pack wrote it, as the table has it, and as the pack says it now. */
  readonly base: unknown;
  readonly table: unknown;
  readonly pack: unknown;
  /** People changed it and the pack did, too: which of both counts is for people to say, and until then the row stays. */
  readonly isConflict: boolean;
}

/** A row that its pack says no more, or whose pack is switched off: it goes, and its alert with it. */
export interface LeavingRow {
  readonly alertId: string;
  readonly pack: string;
  /** The stack takes the pack, which has it no more. */
  readonly isOfTakenPack: boolean;
}

/** Row → what becomes of it: `new`, `deleted`, or the columns that change. */
export function describeWrites(writes: readonly RowWrite[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    writes.map(({ alertId, kind, cells }) => [
      alertId,
      kind === "update" ? Object.keys(cells).join(", ") : kind === "insert" ? "new" : "deleted",
    ]),
  );
}

/** Tells whether the same is written. */
export function digestOf(writes: readonly RowWrite[]): string {
  return createHash("sha256").update(canonicalJson(writes)).digest("hex").slice(0, 16);
}

/** The rows of the table as the next up leaves them. */
export interface PackedRows {
  readonly alertRows: readonly RawRow[];
  /** Of packs, that the table does not have yet. */
  readonly newRows: readonly RawRow[];
  readonly writes: readonly RowWrite[];
  readonly changedCells: readonly ChangedCell[];
  readonly leaving: readonly LeavingRow[];
  /** Row → the alert of a pack that it comes from. */
  readonly origins: ReadonlyMap<string, PackedAlert>;
  readonly faults: readonly PlacedFault[];
}

interface Overlay {
  /** Rows of the table. */
  readonly alertRows: readonly RawRow[];
  /** Rows that the run writes there for other reasons. */
  readonly pendingRows: readonly RawRow[];
  readonly packs: Packs;
  /** Packs that an up has written rows of. */
  readonly applied: ReadonlySet<string>;
  /** Packs of which nothing is written, and whose rows stay as they are. */
  readonly passedOver: ReadonlySet<string>;
}

/** `pack:cost@1.4.0`. */
export function managedBy({ pack, version }: Pick<PackedAlert, "pack" | "version">): string {
  return `pack:${pack}@${version}`;
}

/** The pack that a row says it comes from. */
export function packOf(raw: RawRow): string | undefined {
  return /^pack:([^@]+)@/.exec(String(raw["managed_by"] ?? ""))?.[1];
}

/** Lays the packs over the table's rows. */
export function overlayPacks({ alertRows, pendingRows, packs, applied, passedOver }: Overlay): PackedRows {
  const taken = new Set(packs.packs.map(({ name }) => name));
  const alerts = packs.packs.filter(({ name }) => !passedOver.has(name)).flatMap((pack) => pack.alerts);
  const byId = new Map(alerts.map((alert) => [alert.alertId, alert]));
  const kept: RawRow[] = [];
  const writes: RowWrite[] = [];
  const changedCells: ChangedCell[] = [];
  const leaving: LeavingRow[] = [];
  const origins = new Map<string, PackedAlert>();
  const faults: PlacedFault[] = [];
  for (const raw of alertRows) {
    const alertId = alertIdOf(raw);
    const alert = byId.get(alertId);
    const pack = packOf(raw);
    if (alert !== undefined) {
      byId.delete(alertId);
      origins.set(alertId, alert);
      const laid = layOver(raw, alert);
      if (laid === undefined) faults.push(notManaged(alert));
      changedCells.push(...(laid?.changedCells ?? []));
      if (laid?.write) writes.push(laid.write);
      kept.push(laid?.row ?? raw);
      continue;
    }
    const isKnown = pack !== undefined && (applied.has(pack) || packs.available.includes(pack));
    if (!isKnown || passedOver.has(pack)) {
      kept.push(raw);
      continue;
    }
    leaving.push({ alertId, pack, isOfTakenPack: taken.has(pack) });
    writes.push({ alertId, kind: "delete", cells: {} });
  }
  const pending = new Set(pendingRows.map(alertIdOf));
  const added = [...byId.values()];
  faults.push(...added.filter(({ alertId }) => pending.has(alertId)).map(notManaged));
  const inserts = added.filter(({ alertId }) => !pending.has(alertId)).map(insertOf);
  for (const alert of added) origins.set(alert.alertId, alert);
  return {
    alertRows: kept,
    newRows: inserts.map(({ cells }) => cells),
    writes: [...writes, ...inserts],
    changedCells,
    leaving,
    origins,
    faults,
  };
}

function notManaged({ alertId, place }: PackedAlert): PlacedFault {
  const rule =
    `id ${shownText(alertId)} is also that of a row of ${ALERT_CONFIGURATIONS.name} that no pack manages: choose another id, or ` +
    "take the row into a pack (npm run pack -- from-rows)";
  return { ...place, rule };
}

/** What a new row says that its alert does not: the columns' defaults, as an INSERT without them would have them. */
const DEFAULTS = Object.fromEntries(
  ALERT_CONFIGURATIONS.columns.flatMap((column) => {
    const value = "default" in column ? column.default : undefined;
    return value === undefined || value === NOW ? [] : [[column.name, value]];
  }),
);

function insertOf(alert: PackedAlert): RowWrite {
  const { alertId, cells, place } = alert;
  const row = {
    ...DEFAULTS,
    ...NEW_ROW_CELLS,
    ...cells,
    alert_id: alertId,
    created_by: `pack:${alert.pack}`,
    managed_by: managedBy(alert),
    pack_base: baseText(alert),
  };
  return { alertId, kind: "insert", cells: row, place };
}

function baseText({ cells: { alert_id: _, ...cells } }: PackedAlert): string {
  return canonicalJson(cells);
}

const BaseShape = z.record(z.string(), z.unknown());

/** The cells as the pack last wrote them; `undefined` for a row that no pack wrote. */
function baseOf(raw: RawRow): Readonly<Record<string, unknown>> | undefined {
  if (packOf(raw) === undefined) return undefined;
  try {
    return BaseShape.safeParse(JSON.parse(String(raw["pack_base"]))).data;
  } catch {
    return undefined;
  }
}

interface LaidOver {
  readonly row: RawRow;
  readonly changedCells: readonly ChangedCell[];
  readonly write?: RowWrite;
}

/** `undefined`: the row is not the pack's. */
function layOver(raw: RawRow, alert: PackedAlert): LaidOver | undefined {
  const table = readAlertRow(raw);
  const said = readAlertRow({ ...raw, ...alert.cells });
  const base = baseOf(raw);
  const stated = statedColumns(alert.cells);
  const isSame = (column: AlertColumnName) => cellText(table, column) === cellText(said, column);
  if (base === undefined && !stated.every(isSame)) return undefined;

  const before = readAlertRow({ ...raw, ...withDefaults(base ?? alert.cells) });
  const written = new Set(base && statedColumns(base));
  const changedCells: ChangedCell[] = [];
  const cells: Record<string, unknown> = {};
  for (const column of ALERT_CONFIGURATIONS.columns.map(({ name }) => name)) {
    const isStated = stated.includes(column);
    if (!isStated && !written.has(column)) continue;
    // A cell that the pack says no more goes back to what it is without it, unless people have made it theirs.
    const wanted = isStated ? alert.cells[column] : (DEFAULTS[column] ?? null);
    const after = isStated ? said : readAlertRow({ ...raw, [column]: wanted });
    const [is, was, willBe] = [table, before, after].map((read) => cellText(read, column));
    if (is === willBe) continue;
    const isPeoples = is !== was;
    if (!isPeoples) cells[column] = wanted;
    else if (isStated) {
      const values = { base: before.row[column], table: raw[column], pack: wanted };
      changedCells.push({ alert, column, ...values, isConflict: was !== willBe });
    }
  }
  if (changedCells.some(({ isConflict }) => isConflict)) return { row: raw, changedCells };
  const signs = { managed_by: managedBy(alert), pack_base: baseText(alert) };
  const isSigned = raw["managed_by"] === signs.managed_by && raw["pack_base"] === signs.pack_base;
  if (isSigned) return { row: raw, changedCells };
  // Names are those of the table's columns.
  const write = {
    alertId: alert.alertId,
    kind: "update",
    cells: { ...(cells as Cells), ...signs },
    place: alert.place,
  } as const;
  return { row: { ...raw, ...write.cells }, changedCells, write };
}

function statedColumns(cells: Readonly<Record<string, unknown>>): AlertColumnName[] {
  return ALERT_CONFIGURATIONS.columns
    .map(({ name }) => name)
    .filter((name) => name !== "alert_id" && name in cells);
}

/** Where the pack said nothing before, it is the default that people may have changed. */
function withDefaults(base: Readonly<Record<string, unknown>>): RawRow {
  const names = ALERT_CONFIGURATIONS.columns.map(({ name }) => name);
  return Object.fromEntries(
    names.map((name) => [name, name in base ? base[name] : (DEFAULTS[name] ?? null)]),
  );
}

/** Cells are compared as they are read; one that is broken as it stands. */
function cellText({ raw, row, broken }: ReadAlertRow, column: AlertColumnName): string {
  const isBroken = broken.some((cell) => cell.column === column);
  return isBroken ? `broken ${String(raw[column])}` : canonicalJson(row[column]);
}
