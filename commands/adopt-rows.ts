import { readChannels } from "../alerting/channels";
import type { LiveDefinition } from "../alerting/definition";
import { ALERT_FIELDS, fieldAt, type ManagedField, valueAt } from "../alerting/definition-fields";
import { readAlertRow } from "../alerting/planned-alert";
import type { DefinitionContext } from "../alerting/fields/alert-field";
import { formatFaults } from "../alerting/row-faults";
import { cellsFromAlert } from "../alerting/row-from-alert";
import type { ReadAlertRow } from "../alerting/tables/alert-configurations";
import type { RemoteAlert } from "../databricks/remote-alert";
import { activeAlerts } from "../databricks/alerts-api";
import type { Connection } from "../databricks/open-connection";
import { ExpectedError } from "../messages/expected-error";
import { counted, shownText, shownValue } from "../messages/words";
import { writeRowCells } from "../rows/statements/write-rows";
import { readRows } from "../rows/table-rows";
import type { Settings } from "../settings/settings";
import type { AdoptOptions } from "./adopt";
import { pairRows } from "./pair-rows";
import { onConnection } from "./on-connection";

/** For people: each row with its cells before and after, then what was done. */
export function describeAdoption(adoptions: readonly Adoption[], preview: boolean): string {
  const changed = adoptions.filter(({ cells }) => Object.keys(cells).length > 0);
  const shown = adoptions.filter(
    (adoption) => changed.includes(adoption) || adoption.refused.length > 0 || adoption.kept,
  );
  const verdict =
    changed.length === 0
      ? "Nothing to adopt: the rows say what their alerts are."
      : preview
        ? `${counted(changed.length, "row")} would be written.`
        : `${counted(changed.length, "row")} written. After a refresh, a preview shows no change of what was adopted.`;
  return [...shown.flatMap(describeRow), verdict].join("\n");
}

function describeRow({
  alertId,
  databricksAlertId,
  displayName,
  cells,
  refused,
  kept = [],
}: Adoption): string[] {
  const width = Math.max(0, ...Object.keys(cells).map((column) => column.length));
  return [
    `${shownText(alertId)} ← alert ${databricksAlertId} "${shownText(displayName)}"`,
    ...Object.entries(cells).map(
      ([column, cell]) => `  ${column.padEnd(width)}  ${shownValue(cell.old)} → ${shownValue(cell.new)}`,
    ),
    ...refused.map((field) => `  not adopted: ${field} ${reasonOf(field)}`),
    ...kept.map((field) => `  kept: ${shownText(field)}, which no row can say and no up changes`),
  ];
}

/** What became of one row. */
export interface Adoption {
  readonly alertId: string;
  readonly databricksAlertId: string;
  readonly displayName: string;
  /** Column → what the row had and what the alert says. */
  readonly cells: Readonly<Record<string, { readonly old: unknown; readonly new: unknown }>>;
  /** What of the alert no row can say: the row's own stays, and the next `up` puts it back. */
  readonly refused: readonly string[];
  /** What of the alert no row can say, and no `up` changes. */
  readonly kept?: readonly string[];
}

type Names = Pick<
  Settings,
  | ("catalog" | "goldSchema" | "featureSchema" | "parentPath" | "defaultEmail" | "runAs")
  | ("adoptForeign" | "adoptAlerts" | "liveSilences")
>;

/** Adopts in the stack, and says what came of it. */
export async function adopt(alertIds: readonly string[], options: AdoptOptions): Promise<void> {
  if (alertIds.length > 0 === (options.all ?? false))
    throw new ExpectedError("Name the rows by their alert_id, or give --all.");

  await onConnection(options, async (connection, settings) => {
    const wanted = options.all ? "all" : alertIds;
    const adoptions = await adoptRows(connection, settings, wanted, { write: !options.preview });
    console.log(
      options.json
        ? JSON.stringify(adoptions, undefined, 2)
        : describeAdoption(adoptions, options.preview ?? false),
    );
    if (adoptions.some(({ refused }) => refused.length > 0)) process.exitCode = 1;
  });
}

/** Reads rows and alerts, finds out what to write for all of them, and only then writes. */
export async function adoptRows(
  { sql, alerts, warehouseId }: Pick<Connection, "sql" | "alerts" | "warehouseId">,
  settings: Names,
  wanted: readonly string[] | "all",
  { write }: { readonly write: boolean },
): Promise<Adoption[]> {
  const [{ alertRows, destinationRows }, active] = await Promise.all([
    readRows(sql, settings),
    activeAlerts(alerts),
  ]);
  const context = { settings, warehouseId, channels: readChannels(destinationRows) };
  const { pairs, problems } = pairRows(alertRows.map(readAlertRow), active, settings, wanted);
  if (problems.length > 0) throw new ExpectedError(problems.join("\n"));
  const found = pairs.map(([read, alert]) => ({ ...read, alert, ...difference(read, alert, context) }));
  const faults = found.flatMap((adoption) => adoption.faults);
  if (faults.length > 0)
    throw new ExpectedError(`With what their alerts say, rows would have faults.\n${formatFaults(faults)}`);

  for (const { row, cells } of write ? found : []) {
    if (Object.keys(cells).length === 0) continue;
    await sql.execute(writeRowCells(settings, row.alert_id, cells), { idempotent: true });
  }
  return found.map(({ raw, row, alert, cells, refused }) => ({
    alertId: row.alert_id,
    databricksAlertId: alert.id,
    displayName: alert.definition.displayName,
    cells: Object.fromEntries(
      Object.entries(cells).map(([column, value]) => [column, { old: raw[column] ?? null, new: value }]),
    ),
    refused,
    ...(alert.kept && { kept: alert.kept }),
  }));
}

function difference(row: ReadAlertRow, { definition }: RemoteAlert, context: DefinitionContext) {
  const { cells, refused, faults } = cellsFromAlert(row, definition, context);
  const moved = definition.parentPath !== context.settings.parentPath;
  const named = refused.map((field) => namedExactly(field, definition));
  return { cells, faults, refused: [...named, ...(moved ? ["parentPath"] : [])] };
}

/** A field that is compared as a whole may have a part that rows never have. */
function namedExactly(field: ManagedField, definition: LiveDefinition): string {
  const parts = Object.keys(fieldAt(field)?.unsayableParts ?? {}).map((part) => `${field}.${part}`);
  return parts.find((path) => valueAt(definition, path) !== undefined) ?? field;
}

/** Why a field, or a part of one, stays as the row has it. */
function reasonOf(path: string): string {
  if (path === "parentPath") return "is a setting of the stack";
  const whole = ALERT_FIELDS.find((field) => path.startsWith(`${field.path}.`));
  const reason = fieldAt(path)?.unsayable ?? whole?.unsayableParts?.[path.slice(whole.path.length + 1)];
  return reason ?? "has a value that no row can hold";
}
