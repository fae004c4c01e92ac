import type { Settings } from "../settings/settings";
import type { AlertDefinition } from "./definition";
import { type DefinitionContext, readDefinition } from "./read-definition";
import { type AlertNotes, RowNotes } from "./row-notes";
import { ALERT_CONFIGURATIONS, type AlertRow } from "./tables/alert-configurations";
import { idleCells } from "./tables/kept-columns";
import type { RawRow, ReadRow } from "./tables/row-reader";
import { namedAlert } from "./which-alert";

/** A row on its way to an alert. */
export interface AlertCandidate {
  readonly row: AlertRow;
  readonly notes: AlertNotes;
  /** The alert in the workspace that the row says it has. */
  readonly databricksAlertId?: string;
  /** Why the row is not declared; `undefined` for one that is. */
  readonly skipReason?: string;
  /** Only of a row without faults. */
  readonly definition?: AlertDefinition;
}

/** Reads one row as far as it can be read by itself. */
export function readCandidate(
  raw: RawRow,
  label: string,
  read: (raw: RawRow) => ReadRow<typeof ALERT_CONFIGURATIONS>,
  context: DefinitionContext & { readonly settings: Pick<Settings, "deleteDisabled"> },
): AlertCandidate {
  const { row, broken } = read(raw);
  const notes: AlertNotes = new RowNotes(ALERT_CONFIGURATIONS.name, label, raw, broken);
  const databricksAlertId = namedAlert(row);
  if (raw["is_enabled"] === null) {
    notes.warning("is_enabled", "is read as FALSE, as the earlier framework did: write TRUE or FALSE");
  }
  for (const { column, rule } of idleCells(raw)) {
    notes.warning(column, rule);
  }
  const skipReason = reasonToSkip(row, databricksAlertId, context.settings);
  const definition = readDefinition(row, context, notes);
  return {
    row,
    notes,
    ...(databricksAlertId === undefined ? {} : { databricksAlertId }),
    ...(skipReason === undefined ? {} : { skipReason }),
    ...(definition === undefined ? {} : { definition }),
  };
}

function reasonToSkip(
  row: AlertRow,
  databricksAlertId: string | undefined,
  settings: Pick<Settings, "deleteDisabled">,
): string | undefined {
  if (row.is_enabled) {
    return undefined;
  }
  if (settings.deleteDisabled) {
    return "is_enabled is FALSE and the setting deleteDisabled is true";
  }
  return databricksAlertId === undefined ? "is_enabled is FALSE and the alert was never deployed" : undefined;
}
