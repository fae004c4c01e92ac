import type { AuthoritySettings } from "../settings/principals";
import type { Settings } from "../settings/settings";
import { type AlertCandidate, readCandidate } from "./alert-candidate";
import { readChannels } from "./channels";
import type { AlertDefinition } from "./definition";
import { compareRows, type Fault } from "./row-faults";
import { rowLabels } from "./row-notes";
import { ALERT_CONFIGURATIONS } from "./tables/alert-configurations";
import { type RawRow, rowReader } from "./tables/row-reader";

export interface PlanInput {
  /** Rows of alert_configurations. */
  readonly alertRows: readonly RawRow[];
  /** Rows of notification_destinations. */
  readonly destinationRows: readonly RawRow[];
  readonly settings: Pick<
    Settings,
    "catalog" | "goldSchema" | "featureSchema" | "parentPath" | "defaultEmail" | "deleteDisabled" | "runAs"
  > &
    Partial<AuthoritySettings>;
  readonly warehouseId: string;
}

export interface AlertPlan {
  /** To be declared. Incomplete while there are faults. */
  readonly alerts: readonly PlannedAlert[];
  readonly skipped: readonly SkippedAlert[];
  readonly warnings: readonly Fault[];
  /** With any of these nothing may be declared. */
  readonly faults: readonly Fault[];
}

export interface PlannedAlert {
  readonly alertId: string;
  readonly enabled: boolean;
  /** The row names its alert in the workspace. */
  readonly everDeployed: boolean;
  readonly databricksAlertId?: string;
  readonly definition: AlertDefinition;
  readonly tags?: Readonly<Record<string, string | null>>;
}

export interface SkippedAlert {
  readonly alertId: string;
  readonly reason: string;
  /** The alert that the row names, which is to go. */
  readonly databricksAlertId?: string;
  /**
   * A disabled row that names no alert, as it would be declared (paused) if its alert is in the workspace after all:
   * only who can look there can tell. Left out when the row has faults, and with the setting deleteDisabled.
   */
  readonly alert?: PlannedAlert;
}

/** What the rows ask for. All rows are read and all faults collected. */
export function planAlerts({ alertRows, destinationRows, settings, warehouseId }: PlanInput): AlertPlan {
  const channels = readChannels(destinationRows);
  const read = rowReader(ALERT_CONFIGURATIONS);
  const labels = rowLabels(alertRows, ALERT_CONFIGURATIONS.primaryKey);
  const candidates = alertRows.map((raw, index) =>
    readCandidate(raw, labels[index] ?? "", read, { settings, warehouseId, channels }),
  );
  compareRows(candidates, settings.parentPath);

  const declared = candidates.filter(({ skipReason }) => skipReason === undefined);
  const skipped = candidates.filter(({ skipReason }) => skipReason !== undefined);
  return {
    alerts: declared.flatMap(plannedAlert),
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

function plannedAlert({ row, databricksAlertId, definition }: AlertCandidate): PlannedAlert[] {
  if (definition === undefined) {
    return [];
  }
  return [
    {
      alertId: row.alert_id,
      enabled: row.is_enabled,
      everDeployed: databricksAlertId !== undefined,
      ...(databricksAlertId === undefined ? {} : { databricksAlertId }),
      definition,
      ...(row.tags === null ? {} : { tags: row.tags }),
    },
  ];
}

function skippedAlert(candidate: AlertCandidate, deleteDisabled: boolean): SkippedAlert {
  const [alert] = deleteDisabled || candidate.notes.faults.length > 0 ? [] : plannedAlert(candidate);
  return {
    alertId: candidate.row.alert_id,
    reason: candidate.skipReason ?? "",
    ...(candidate.databricksAlertId === undefined ? {} : { databricksAlertId: candidate.databricksAlertId }),
    ...(alert === undefined ? {} : { alert }),
  };
}
