import type { AlertDefinition, AlertEvaluation, AlertNotification } from "../../../../alerting/definition";

type Changes = Omit<Partial<AlertEvaluation>, "notification"> & {
  cron?: string;
  zone?: string;
  notification?: Partial<AlertNotification>;
};

/** An alert every half hour that fires above 10 and tells one person. */
export function replayedAlert(
  queryText: string,
  { cron, zone, notification, ...evaluation }: Changes = {},
): AlertDefinition {
  return {
    displayName: "replayed",
    warehouseId: "",
    parentPath: "/Alerting",
    queryText,
    schedule: {
      quartzCronSchedule: cron ?? "0 0/30 * * * ?",
      timezoneId: zone ?? "UTC",
      pauseStatus: "UNPAUSED",
    },
    evaluation: {
      source: { name: "v" },
      comparisonOperator: "GREATER_THAN",
      threshold: { value: { doubleValue: 10 } },
      emptyResultState: "OK",
      notification: {
        subscriptions: [{ userEmail: "oncall@example.com" }],
        notifyOnOk: false,
        retriggerSeconds: 0,
        ...notification,
      },
      ...evaluation,
    },
  };
}
