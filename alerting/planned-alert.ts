import type { Settings } from "../settings/settings";
import type { AuthoredDefinition } from "./authored-alert";
import type { AlertDefinition } from "./definition";
import type { DefinitionContext } from "./fields/alert-field";
import { readDefinition } from "./read-definition";
import { idleCells } from "./idle-cells";
import { type AlertNotes, RowNotes } from "./row-notes";
import { ALERT_CONFIGURATIONS, type ReadAlertRow } from "./tables/alert-configurations";

import { type RawRow, rowReader } from "./tables/row-reader";
import { namedAlert } from "./which-alert";

/** What a row becomes besides itself. */
export interface RowContext extends DefinitionContext {
  readonly settings: DefinitionContext["settings"] & Pick<Settings, "deleteDisabled">;
}

/** An alert that a row asks for, with the row: nobody looks that up again. */
export interface PlannedAlert extends ReadAlertRow {
  /** The row's `alert_id`; of rows that share one, which is a fault, how messages name each. */
  readonly alertId: string;
  /** The run writes the row first: its table does not have it yet. */
  readonly isPending: boolean;
  /** The alert in the workspace that the row names. */
  readonly databricksAlertId?: string;
  /** As its author wrote it. */
  readonly authored: AuthoredDefinition;
  /** As the service is given it: the same object, where that knows all that its author wrote. */
  readonly definition: AlertDefinition;
}

/** A row on its way to an alert. */
export interface AlertCandidate extends Omit<PlannedAlert, "authored" | "definition"> {
  readonly notes: AlertNotes;
  /** Why the row is not declared; `undefined` for one that is. */
  readonly skipReason?: string;
  /** As the row is, or would be, declared: only of one that has no faults of its own. */
  readonly alert?: PlannedAlert;
}

export const readAlertRow = rowReader(ALERT_CONFIGURATIONS);

/** Reads one row as far as it can be read by itself. `label`: how messages name it. */
export function readCandidate(
  raw: RawRow,
  label: string,
  context: RowContext,
  { isPending = false } = {},
): AlertCandidate {
  const read = readAlertRow(raw);
  const { row, broken } = read;
  const notes: AlertNotes = new RowNotes(ALERT_CONFIGURATIONS.name, label, raw, broken);
  const databricksAlertId = namedAlert(row);
  if (raw["is_enabled"] === null)
    notes.warning("is_enabled", "is read as FALSE, as the earlier framework did: write TRUE or FALSE");

  for (const { column, rule } of idleCells(row)) notes.warning(column, rule);

  const skipReason = reasonToSkip(row, databricksAlertId, context.settings);
  const described = readDefinition(row, context, notes);
  const known = {
    ...read,
    alertId: row.alert_id,
    isPending,
    ...(databricksAlertId !== undefined && { databricksAlertId }),
  };
  return {
    ...known,
    notes,
    ...(skipReason !== undefined && { skipReason }),
    ...(described && { alert: { ...known, ...described } }),
  };
}

/** What a row asks for that is, or was, by itself: nothing, where it has faults or is not to be declared. */
export function declaredBy(raw: RawRow, context: RowContext): PlannedAlert | undefined {
  const { alert, skipReason } = readCandidate(raw, "", context);
  return skipReason === undefined ? alert : undefined;
}

function reasonToSkip(
  row: ReadAlertRow["row"],
  databricksAlertId: string | undefined,
  settings: Pick<Settings, "deleteDisabled">,
): string | undefined {
  if (row.is_enabled) return undefined;

  if (settings.deleteDisabled) return "is_enabled is FALSE and the setting deleteDisabled is true";

  return databricksAlertId === undefined ? "is_enabled is FALSE and the alert was never deployed" : undefined;
}
