import { hashDefinition } from "../../alerting/definition-fields";
import { canonicalJson } from "../../alerting/fields/alert-field";
import { planAlerts, type PlanInput } from "../../alerting/plan-alerts";
import { type AlertCandidate, type PlannedAlert, readAlertRow } from "../../alerting/planned-alert";
import { formatCell } from "../../alerting/row-faults";
import { unlikeFields } from "../../alerting/same-meaning";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { NOTIFICATION_DESTINATIONS } from "../../alerting/tables/notification-destinations";
import type { RawRow } from "../../alerting/tables/row-reader";
import { claimsOf, whichAlerts } from "../../alerting/which-alert";
import { ownName } from "../../databricks/directory";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { runCommand } from "../../messages/advised-commands";
import { ExpectedError } from "../../messages/expected-error";
import { shownText, someOf } from "../../messages/words";
import { NEW_ROW_CELLS } from "../../rows/packs/alert-keys";
import { DEFAULTS } from "../../rows/packs/lay-over";
import { type PlacedFault, refuseFaults } from "../../rows/packs/yaml-file";
import { insertSeedRows } from "../../rows/statements/write-rows";
import { readRows } from "../../rows/table-rows";
import type { Settings } from "../../settings/settings";
import type { ImportFile, ImportRow } from "./import-file";
import type { ImportConnection } from "./plan-import";
import { queryRefusals } from "./query-refusals";
import { listedAlerts } from "./refused";
import { describeDifferences } from "./row-of-alert";
import { unlistedAlerts } from "./unlisted-alerts";

/** A row that was written, or is to be. */
export interface AppliedRow {
  readonly alertId: string;
  /** Left out: the next up makes the alert. */
  readonly databricksAlertId?: string;
  /** What the next up changes in the alert, a sentence each. */
  readonly changes: readonly string[];
}

export interface AppliedImport {
  readonly written: readonly AppliedRow[];
  /** Rows that the table has already, as the file says them. */
  readonly there: readonly string[];
}

export interface ApplyRules {
  /** Also where the next up changes the alert. */
  readonly withChanges: boolean;
  readonly say: (progress: string) => void;
  /** Throws where the table's rows, as they are to be, cannot become what they are written for. */
  readonly check?: (alertRows: readonly RawRow[], destinationRows: readonly RawRow[]) => void;
}

/** So many rows travel in one statement. */
const ROWS_AT_ONCE = 100;

/**
 * Writes the file's rows, each with its alert, once all of them were checked: that nothing else is called so, that the alert is
 * there and free, and that it is what the row says. What is there already is passed over, so that a run that was cut off is made
 * again; each statement inserts what the table lacks, and nothing twice.
 */
export async function applyImport(
  connection: ImportConnection,
  settings: Settings,
  { input }: { readonly input: PlanInput },
  file: ImportFile,
  { withChanges, say, check }: ApplyRules,
): Promise<AppliedImport> {
  const createdBy = await ownName(connection.rest);
  const stored = new Map(input.alertRows.map((raw) => [String(raw["alert_id"]), raw]));
  const wanted = file.rows.map((row) => ({ row, raw: newRow(row.raw, createdBy) }));
  const isThere = ({ row, raw }: (typeof wanted)[number]) => {
    const same = stored.get(row.alertId);
    return same !== undefined && isSameRow(same, raw);
  };
  const there = wanted.filter(isThere).map(({ row }) => row.alertId);
  const fresh = wanted.filter((one) => !isThere(one));
  const taken = fresh.filter(({ row }) => stored.has(row.alertId));
  const channels = new Set(input.destinationRows.map(({ destination_id: id }) => id));
  const destinations = file.destinations
    .filter(({ destination_id: id }) => !channels.has(id))
    .map((row): RawRow => ({ ...row, is_enabled: true, created_by: createdBy }));
  const free = fresh.filter(({ row }) => !stored.has(row.alertId));
  const plan = planAlerts({
    ...input,
    alertRows: [...input.alertRows, ...free.map(({ raw }) => raw)],
    destinationRows: [...input.destinationRows, ...destinations],
  });
  const listed = await listedAlerts(connection.alerts, say);
  const named = free.flatMap(({ row }) => row.databricksAlertId ?? []);
  const unlisted = await unlistedAlerts(connection.alerts, named, listed);
  const candidates = new Map(plan.rows.map((candidate) => [candidate.alertId, candidate]));
  const checked = checkRows(
    free.map(({ row }) => row),
    candidates,
    [...listed, ...unlisted.active],
    settings,
    withChanges,
  );
  refuseFaults([...taken.map(({ row }) => takenFault(row)), ...checked.faults]);

  const texts = checked.rows.map(({ planned }) => planned.definition.queryText);
  const refusals = await queryRefusals(connection, texts, say);
  const rows = checked.rows.map(({ planned, databricksAlertId, changes }) => ({
    ...planned.raw,
    databricks_alert_id: databricksAlertId ?? null,
    // What is none is not shown to the warehouse again: it is deployed, letter by letter.
    ...(changes.length === 0 &&
      refusals.has(planned.definition.queryText) && { last_synced_hash: hashDefinition(planned.definition) }),
  }));
  requireColumns(input.alertRows, rows);
  const isKnown = new Set(there);
  const known = input.alertRows.filter((raw) => isKnown.has(String(raw["alert_id"])));
  check?.([...known, ...rows], [...input.destinationRows, ...destinations]);
  await write(connection, settings, destinations, rows, say);
  return {
    written: checked.rows.map(({ planned, ...row }) => ({ ...row, alertId: planned.alertId })),
    there,
  };
}

function newRow(raw: RawRow, createdBy: string): RawRow {
  return { ...DEFAULTS, ...NEW_ROW_CELLS, notification_channels: [], ...raw, created_by: createdBy };
}

/** Columns that an up, or whoever wrote the row, says for themselves. */
const PROGRAMS = /^(?:last_sync|created_|updated_|managed_by|pack_base|databricks_)/;

/** Whether the table's row says what the file's does. */
export function isSameRow(stored: RawRow, said: RawRow): boolean {
  const [one, other] = [readAlertRow(stored), readAlertRow({ ...DEFAULTS, ...NEW_ROW_CELLS, ...said })];
  return ALERT_CONFIGURATIONS.columns.every(
    ({ name }) => PROGRAMS.test(name) || canonicalJson(one.row[name]) === canonicalJson(other.row[name]),
  );
}

function takenFault({ alertId, placeOf }: ImportRow): PlacedFault {
  const rule =
    `alert_id ${shownText(alertId)} is also that of a row of ${ALERT_CONFIGURATIONS.name} that says something else: ` +
    "choose another one, or take the entry out";
  return { ...placeOf("alert_id"), rule };
}

interface CheckedRow extends Omit<AppliedRow, "alertId"> {
  readonly planned: PlannedAlert;
}

/** Holds each row against what there is; all that speaks against it is told at once. */
function checkRows(
  rows: readonly ImportRow[],
  candidates: ReadonlyMap<string, AlertCandidate>,
  active: readonly RemoteAlert[],
  settings: Settings,
  withChanges: boolean,
): { readonly rows: readonly CheckedRow[]; readonly faults: readonly PlacedFault[] } {
  const activeIds = new Set(active.map(({ id }) => id));
  const meant = whichAlerts(active, { ...settings, claims: claimsOf([...candidates.values()]) });
  const faults: PlacedFault[] = [];
  const checked: CheckedRow[] = [];
  for (const { alertId, databricksAlertId: named, placeOf } of rows) {
    const at = (rule: string, column?: string) =>
      void faults.push({ ...placeOf(column), rule: `${shownText(alertId)}: ${rule}` });
    const candidate = candidates.get(alertId);
    for (const fault of candidate?.notes.faults ?? []) at(formatCell(fault), fault.column);
    const planned = candidate?.alert;
    if (planned === undefined || (candidate?.notes.faults.length ?? 0) > 0) continue;
    const { alert, fault } = meant({ alertId, displayName: planned.definition.displayName });
    if (named !== undefined && !activeIds.has(named)) {
      at(
        `alert ${shownText(named)} is gone from the workspace, in its trash, or hidden from you: take the entry out, or have CAN VIEW on it given to you`,
        "databricks_alert_id",
      );
      continue;
    }
    if (fault !== undefined || (named !== undefined && alert?.id !== named)) {
      at(
        fault ?? `alert ${shownText(named ?? "")} is another row's: take the entry out`,
        "databricks_alert_id",
      );
      continue;
    }
    const fields = alert === undefined ? [] : unlikeFields(alert.definition, planned.definition);
    const changes = alert === undefined ? [] : describeDifferences(planned, alert.definition, fields);
    if (changes.length > 0 && !withChanges) {
      at(
        `the next up would change its alert: ${changes.join("; ")}. Correct the entry, take it out for a plan to make it anew, ` +
          "or say --with-changes where that is meant",
      );
      continue;
    }
    checked.push({ planned, changes, ...(alert !== undefined && { databricksAlertId: alert.id }) });
  }
  return { rows: checked, faults };
}

/** A table of an earlier release gets its new columns by an up. */
function requireColumns([stored]: readonly RawRow[], rows: readonly RawRow[]): void {
  if (stored === undefined) return;
  const used = rows.flatMap((row) => Object.keys(row).filter((column) => (row[column] ?? null) !== null));
  const missing = [...new Set(used)].filter((column) => !(column in stored) && column !== "created_at");
  if (missing.length > 0) {
    throw new ExpectedError(
      `${ALERT_CONFIGURATIONS.name} has no column ${missing.join(", ")} yet: \`${runCommand("up")}\` adds what this version has. Nothing was written.`,
    );
  }
}

/** Destinations come first: a row that names one must find it. */
async function write(
  { sql }: ImportConnection,
  settings: Settings,
  destinations: readonly RawRow[],
  rows: readonly RawRow[],
  say: ApplyRules["say"],
): Promise<void> {
  if (destinations.length > 0) {
    await sql.execute(insertSeedRows(settings, NOTIFICATION_DESTINATIONS, destinations, []), {
      idempotent: true,
    });
  }
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const some = rows.slice(at, at + ROWS_AT_ONCE);
    await sql.execute(insertSeedRows(settings, ALERT_CONFIGURATIONS, some, ["databricks_alert_id"]), {
      idempotent: true,
    });
    say(`${at + some.length} of ${rows.length} rows written`);
  }
  const stored = new Set((await readRows(sql, settings)).alertRows.map(({ alert_id: id }) => id));
  const missing = rows
    .filter(({ alert_id: id }) => !stored.has(id))
    .map(({ alert_id: id }) => shownText(String(id)));
  if (missing.length > 0) {
    throw new ExpectedError(
      `Not written: ${someOf(missing)}. Somebody else gave their alerts to other rows meanwhile: \`npm run import -- apply\` says which.`,
    );
  }
}
