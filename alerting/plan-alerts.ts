import type { AuthoritySettings } from "../settings/principals";
import type { Settings } from "../settings/settings";
import { type AlertCandidate, type PlannedAlert, readCandidate } from "./planned-alert";
import { type Channels, readChannels } from "./channels";
import { compareRows, type Fault } from "./row-faults";
import { rowLabels } from "./row-notes";
import { ALERT_CONFIGURATIONS } from "./tables/alert-configurations";
import type { RawRow } from "./tables/row-reader";

export interface PlanInput {
  /** Rows of alert_configurations. */
  readonly alertRows: readonly RawRow[];
  /** Rows that the run writes there first. @default none */
  readonly pendingRows?: readonly RawRow[];
  /** Rows of notification_destinations. */
  readonly destinationRows: readonly RawRow[];
  readonly settings: Pick<
    Settings,
    "catalog" | "goldSchema" | "featureSchema" | "parentPath" | "defaultEmail" | "deleteDisabled" | "runAs"
  > &
    Partial<AuthoritySettings & Pick<Settings, "liveSilences">>;
  readonly warehouseId: string;
}

export interface AlertPlan {
  /** All of them, whatever becomes of each, the pending ones last. */
  readonly rows: readonly AlertCandidate[];
  /** To be declared. Incomplete while there are faults. */
  readonly alerts: readonly PlannedAlert[];
  readonly skipped: readonly SkippedAlert[];
  readonly channels: Channels;
  readonly warnings: readonly Fault[];
  /** With any of these nothing may be declared. */
  readonly faults: readonly Fault[];
}

export interface SkippedAlert extends Omit<AlertCandidate, "notes" | "skipReason"> {
  readonly reason: string;
  /**
   * A disabled row that names no alert, as it would be declared (paused) if its alert is in the workspace after all:
   * only who can look there can tell. Left out when the row has faults, and with the setting deleteDisabled.
   */
  readonly alert?: PlannedAlert;
}

/** What the rows ask for. All rows are read, each once, and all faults collected. */
export function planAlerts({
  alertRows,
  pendingRows = [],
  destinationRows,
  settings,
  warehouseId,
}: PlanInput): AlertPlan {
  const channels = readChannels(destinationRows);
  const all = [...alertRows, ...pendingRows];
  const labels = rowLabels(all, ALERT_CONFIGURATIONS.primaryKey);
  const rows = all.map((raw, index) =>
    readCandidate(
      raw,
      labels[index] ?? "",
      { settings, warehouseId, channels },
      { isPending: index >= alertRows.length },
    ),
  );
  compareRows(rows, settings.parentPath);

  const declared = rows.filter(({ skipReason }) => skipReason === undefined);
  const skipped = rows.filter(({ skipReason }) => skipReason !== undefined);
  return {
    rows,
    channels,
    // What is said of alerts goes by their rows: two rows of one alert_id are two.
    alerts: declared.flatMap(({ alert, notes }) => (alert ? { ...alert, alertId: notes.row } : [])),
    skipped: skipped.map((candidate) => skippedAlert(candidate, settings.deleteDisabled)),
    // What is wrong with a row that is not declared must not hold up the others.
    warnings: [
      ...channels.warnings,
      ...declared.flatMap(({ notes }) => notes.warnings),
      ...skipped.flatMap(({ notes }) => [
        ...notes.faults,
        ...notes.warnings.filter(({ column }) => column === "is_enabled"),
      ]),
    ],
    faults: [...channels.faults, ...declared.flatMap(({ notes }) => notes.faults)],
  };
}

/** The rows that the table has. */
export function storedRows({ rows }: Pick<AlertPlan, "rows">): readonly AlertCandidate[] {
  return rows.filter(({ isPending }) => !isPending);
}

function skippedAlert(candidate: AlertCandidate, deleteDisabled: boolean): SkippedAlert {
  const { notes, skipReason = "", alert, ...row } = candidate;
  const mayBeThere = alert !== undefined && !deleteDisabled && notes.faults.length === 0;
  return { ...row, reason: skipReason, ...(mayBeThere && { alert }) };
}
