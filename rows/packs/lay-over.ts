import { z } from "zod";
import { canonicalJson, type Cells } from "../../alerting/fields/alert-field";
import { readAlertRow } from "../../alerting/planned-alert";
import {
  ALERT_CONFIGURATIONS,
  type AlertColumnName,
  type ReadAlertRow,
} from "../../alerting/tables/alert-configurations";
import { NOW } from "../../alerting/tables/column-spec";
import type { RawRow } from "../../alerting/tables/row-reader";
import { NEW_ROW_CELLS } from "./alert-keys";
import type { PackedAlert } from "./pack-reader";

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

/** `pack:cost@1.4.0`. */
export function managedBy({ pack, version }: Pick<PackedAlert, "pack" | "version">): string {
  return `pack:${pack}@${version}`;
}

/** The pack that a row says it comes from. */
export function packOf(raw: RawRow): string | undefined {
  const { managed_by: sign } = raw;
  return typeof sign === "string" ? /^pack:([^@]+)@/.exec(sign)?.[1] : undefined;
}

/** What a new row says that its alert does not: the columns' defaults, as an INSERT without them would have them. */
export const DEFAULTS = Object.fromEntries(
  ALERT_CONFIGURATIONS.columns.flatMap((column) => {
    const value = "default" in column ? column.default : undefined;
    return value === undefined || value === NOW ? [] : [[column.name, value]];
  }),
);

/** The row of an alert that the table does not have. */
export function insertOf(alert: PackedAlert): RowWrite {
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

function baseText({ cells }: PackedAlert): string {
  return canonicalJson({ ...cells, alert_id: undefined });
}

const BaseShape = z.record(z.string(), z.unknown());

/** The cells as the pack last wrote them; `undefined` where the row does not know. */
function baseOf(raw: RawRow): Readonly<Record<string, unknown>> | undefined {
  try {
    return BaseShape.safeParse(JSON.parse(String(raw["pack_base"]))).data;
  } catch {
    return undefined;
  }
}

export interface LaidOver {
  readonly row: RawRow;
  readonly changedCells: readonly ChangedCell[];
  readonly write?: RowWrite;
}

/**
 * A row of the table as its pack wants it, cell by cell: what people changed and the pack did not stays, what the pack changed and
 * people did not is written, and where both did the row stays as it is.
 *
 * @returns `undefined` for a row that is not the pack's
 */
export function layOver(raw: RawRow, alert: PackedAlert): LaidOver | undefined {
  const table = readAlertRow(raw);
  const said = readAlertRow({ ...raw, ...alert.cells });
  const isManaged = packOf(raw) !== undefined;
  const known = isManaged ? baseOf(raw) : undefined;
  // What was written before may be forgotten: then nobody knows who changed it.
  const isForgotten = isManaged && known === undefined;
  const stated = statedColumns(alert.cells);
  const isSame = (column: AlertColumnName) => cellText(table, column) === cellText(said, column);
  if (!isManaged && !stated.every(isSame)) return undefined;

  const base = known ?? (isManaged ? {} : alert.cells);
  const before = readAlertRow({ ...raw, ...withDefaults(base) });
  const written = new Set(statedColumns(base));
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
    const isPeoples = is !== was || isForgotten;
    if (!isPeoples) {
      cells[column] = wanted;
    } else if (isStated) {
      const values = {
        base: column in base ? before.row[column] : null,
        table: raw[column],
        pack: wanted,
      };
      changedCells.push({ alert, column, ...values, isConflict: was !== willBe || isForgotten });
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
