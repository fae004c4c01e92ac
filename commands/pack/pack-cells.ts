import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Document, parseDocument } from "yaml";
import { readCandidate } from "../../alerting/planned-alert";
import { readChannels } from "../../alerting/channels";
import { formatFaults } from "../../alerting/row-faults";
import { alertIdOf, type AlertColumnName } from "../../alerting/tables/alert-configurations";
import type { Connection } from "../../databricks/open-connection";
import { isLoopback } from "../../databricks/workspace-host";
import { ExpectedError } from "../../messages/expected-error";
import { counted, shownText, shownValue } from "../../messages/words";
import {
  ALERT_KEY_NAMES,
  alertKey,
  type AlertKeyName,
  keyOfColumn,
  valueOfRow,
} from "../../rows/packs/alert-keys";
import { packWarnings } from "../../rows/packs/describe-packs";
import type { ChangedCell, RowWrite } from "../../rows/packs/lay-over";
import { refusePackFaults } from "../../rows/packs/pack-faults";
import { readPackedRows } from "../../rows/packs/packed-rows";
import { overridesFile } from "../../rows/packs/read-packs";
import { placeText } from "../../rows/packs/yaml-file";
import { noTablesYet } from "../../rows/table-rows";
import { writeRowCells } from "../../rows/statements/write-rows";
import type { Settings } from "../../settings/settings";
import type { PackOptions, SettleOptions } from "../pack";
import { onConnection } from "../on-connection";
import { writeFileWhole } from "../whole-file";

type Rows = Awaited<ReturnType<typeof readPackedRows>>;

interface OpenStack {
  readonly connection: Connection;
  readonly settings: Settings;
  readonly rows: Rows;
}

/** With all faults of packs told at once. */
export async function onPackedRows<Result>(
  options: SettleOptions,
  act: (open: OpenStack) => Promise<Result>,
): Promise<Result> {
  return onConnection(options, async (connection, settings) => {
    const rows = await readPackedRows(connection, settings, options.stack);
    if (rows.firstRun) throw new ExpectedError(noTablesYet(settings));

    refusePackFaults(rows.packs, settings, rows.packed.faults);
    return act({ connection, settings, rows });
  });
}

/** `npm run pack -- diff`. */
export async function diffPacks(options: PackOptions): Promise<void> {
  await onPackedRows(options, ({ connection, rows, settings }) => {
    const { writes, changedCells, leaving } = rows.packed;
    if (options.json) {
      const cells = changedCells.map(({ alert, column, base, table, pack, isConflict }) => {
        return {
          alertId: alert.alertId,
          column,
          place: placeText(alert.placeOf(column)),
          base,
          table,
          pack,
          isConflict,
        };
      });
      const written = writes.map(({ alertId, kind, cells: written }) => ({ alertId, kind, cells: written }));
      console.log(JSON.stringify({ writes: written, changedCells: cells, leaving }, undefined, 2));
      return Promise.resolve();
    }
    const byId = new Map(rows.storedRows.map((row) => [alertIdOf(row), row]));
    for (const write of writes) console.log(describeWrite(write, byId.get(write.alertId)));
    for (const cell of changedCells.filter(({ isConflict }) => !isConflict)) console.log(describeKept(cell));
    for (const warning of packWarnings(rows, {
      stack: options.stack,
      isLocal: isLoopback(new URL(connection.host)),
    }))
      console.log(warning);
    if (settings.packs.length === 0) console.log("The stack takes no packs (setting packs).");
    console.log(`An up would write ${counted(writes.length, "row")}.`);
    return Promise.resolve();
  });
}

function describeWrite(
  { alertId, kind, cells, place }: RowWrite,
  row: Readonly<Record<string, unknown>> = {},
): string {
  const where = place === undefined ? "" : `  ${placeText(place)}`;
  if (kind !== "update") return `${kind === "insert" ? "+" : "-"} ${shownText(alertId)}${where}`;
  const changed = Object.entries(cells).filter(
    ([column, value]) => column !== "pack_base" && value !== row[column],
  );
  return [
    `~ ${shownText(alertId)}${where}`,
    ...changed.map(([column, value]) => `    ${column}  ${shownValue(row[column])} → ${shownValue(value)}`),
  ].join("\n");
}

function describeKept({ alert, column, table, pack }: ChangedCell): string {
  return `  ${shownText(alert.alertId)} ${column} stays ${shownValue(table)}, which somebody wrote; the pack says ${shownValue(pack)} (${placeText(alert.placeOf(column))})`;
}

/** The cells of a row that are not what its pack says, of those that somebody named. */
function namedCells(rows: Rows, alertId: string, names: readonly string[]): readonly ChangedCell[] {
  if (!rows.packed.origins.has(alertId)) {
    throw new ExpectedError(
      `${shownText(alertId)} is no row of a pack that the stack takes: \`npm run pack -- list\` shows those.`,
    );
  }
  const columns = new Set(names.flatMap((name) => columnsOf(name)));
  const cells = rows.packed.changedCells.filter(
    ({ alert, column }) => alert.alertId === alertId && (names.length === 0 || columns.has(column)),
  );
  if (cells.length > 0) return cells;
  const which = names.length === 0 ? "Every cell" : names.map(shownText).join(", ");
  throw new ExpectedError(
    `${which} of ${shownText(alertId)} is as its pack says: there is nothing to settle.`,
  );
}

function columnsOf(name: string): readonly AlertColumnName[] {
  const key = keyOfColumn(name) ?? keyNamed(name);
  if (key === undefined) throw new ExpectedError(`${shownText(name)} is no column that a pack says.`);
  return keyNamed(name) === undefined ? [name as AlertColumnName] : alertKey(key).columns; // what keyOfColumn knows is one
}

function keyNamed(name: string): AlertKeyName | undefined {
  return isKey(name) ? name : undefined;
}

function isKey(name: string): name is AlertKeyName {
  return ALERT_KEY_NAMES.some((known) => known === name);
}

/** `npm run pack -- put COST-001 severity`. */
export async function putCells(
  alertId: string,
  names: readonly string[],
  options: SettleOptions,
): Promise<void> {
  await onPackedRows(options, async ({ connection, settings, rows }) => {
    const cells = namedCells(rows, alertId, names);
    const values = Object.fromEntries(cells.map(({ column, pack }) => [column, pack]));
    await connection.sql.execute(writeRowCells(settings, alertId, values), { idempotent: true });
    for (const { column, table, pack } of cells)
      console.log(`${shownText(alertId)} ${column}: ${shownValue(table)} → ${shownValue(pack)}`);

    console.log("The table says what the pack says. The next up deploys it.");
  });
}

/** `npm run pack -- take COST-001 severity --because …`. */
export async function takeCells(
  alertId: string,
  names: readonly string[],
  options: SettleOptions,
): Promise<void> {
  await onPackedRows(options, ({ connection, settings, rows }) => {
    const cells = namedCells(rows, alertId, names);
    const raw = rows.storedRows.find((row) => alertIdOf(row) === alertId) ?? {};
    const context = {
      settings,
      warehouseId: connection.warehouseId,
      channels: readChannels(rows.destinationRows),
    };
    const { alert, notes } = readCandidate(raw, alertId, context);
    if (alert === undefined)
      throw new ExpectedError(`What the table says cannot be taken as it is.\n${formatFaults(notes.faults)}`);

    const keys = [...new Set(cells.flatMap(({ column }) => keyOfColumn(column) ?? []))];
    const because = options.because ?? `${signature(raw)} in the table`;
    const pack = rows.packed.origins.get(alertId)?.pack ?? "";
    const file = overridesFile(options.stack);
    const overrides = readOverrides(file);
    for (const key of keys) {
      const value = valueOfRow(key, alert.row, alert.definition);
      if (value === undefined) {
        throw new ExpectedError(
          `The table has no value in ${key} of ${shownText(alertId)}, which no file can say: write the pack's with put, or leave it out of the pack.`,
        );
      }
      overrides.setIn([pack, "alerts", alertId, key], overrides.createNode({ value, because }));
      console.log(
        `${file}: ${shownText(alertId)} ${key} ${shownValue(value)}, because ${shownText(because)}`,
      );
    }
    mkdirSync(dirname(join(process.cwd(), file)), { recursive: true });
    writeFileWhole(join(process.cwd(), file), overrides.toString({ lineWidth: 0 }));
    return Promise.resolve();
  });
}

function signature({ updated_by: by, updated_at: at }: Readonly<Record<string, unknown>>): string {
  const who = typeof by === "string" && by !== "" ? by : "somebody";
  const time = at instanceof Date ? ` on ${at.toISOString().slice(0, 10)}` : "";
  return `${who} wrote it${time}`;
}

/** Comments in it stay. */
function readOverrides(file: string): Document {
  const path = join(process.cwd(), file);
  const document = existsSync(path) ? parseDocument(readFileSync(path, "utf8")) : undefined;
  if (document !== undefined && document.contents !== null) return document;
  const made = new Document({});
  made.commentBefore = " yaml-language-server: $schema=../overrides.schema.json";
  return made;
}
