import type { AlertDefinition, LiveDefinition } from "../../../alerting/definition";
import type { RemoteAlert } from "../../../databricks/remote-alert";
import type { AlertInputs } from "../../../providers/alert-state";

const DEFINITION: AlertDefinition = {
  displayName: "[WARNING] Tag Coverage Drop",
  queryText: "SELECT 72.5 AS tag_coverage_pct",
  warehouseId: "abc123",
  parentPath: "/Alerting",
  evaluation: {
    source: { name: "tag_coverage_pct" },
    comparisonOperator: "LESS_THAN",
    threshold: { value: { doubleValue: 80 } },
    emptyResultState: "OK",
    notification: {
      subscriptions: [{ userEmail: "a@example.com" }, { userEmail: "b@example.com" }],
      notifyOnOk: true,
      retriggerSeconds: 3600,
    },
  },
  schedule: {
    quartzCronSchedule: "0 0 8 * * ?",
    timezoneId: "America/Los_Angeles",
    pauseStatus: "PAUSED",
  },
};

type RowInputs = AlertDefinition & Pick<AlertInputs, "alertId">;

export function alertInputs(changes: Partial<RowInputs> = {}): RowInputs {
  return { ...DEFINITION, alertId: "COST-012", ...changes };
}

/** `ownerUserName`: whose it is, with `changes` of its definition. */
export function remoteAlert(
  id: string,
  { ownerUserName, ...changes }: Partial<LiveDefinition & Pick<RemoteAlert, "ownerUserName">> = {},
): RemoteAlert {
  const definition = { ...DEFINITION, ...changes };
  return { id, lifecycleState: "ACTIVE", definition, ...(ownerUserName !== undefined && { ownerUserName }) };
}
