import type { AlertDefinition } from "../../../alerting/definition";
import { type PlannedAlert, readAlertRow } from "../../../alerting/planned-alert";

/** An alert of that definition, whose row says nothing but these cells. */
export function plannedAlert(
  alertId: string,
  definition: AlertDefinition,
  { databricksAlertId, ...cells }: Readonly<Record<string, unknown>> & { databricksAlertId?: string } = {},
): PlannedAlert {
  return {
    ...readAlertRow({ alert_id: alertId, ...cells }),
    alertId,
    isPending: false,
    authored: definition,
    definition,
    ...(databricksAlertId !== undefined && { databricksAlertId }),
  };
}
