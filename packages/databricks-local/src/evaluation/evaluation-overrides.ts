import type { AlertBody } from "../alerts/alert-shape";

type Notification = NonNullable<AlertBody["evaluation"]["notification"]>;

/** What a job's alert task sets for its evaluation in place of what the alert says. */
export interface EvaluationOverrides {
  readonly subscriptions?: Notification["subscriptions"];
  readonly warehouseId?: string | undefined;
  /** Values by the name of the alert's parameter. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

export function withOverrides(alert: AlertBody, overrides: EvaluationOverrides): AlertBody {
  const { subscriptions, warehouseId, parameters = {} } = overrides;
  const notification = { ...alert.evaluation.notification, subscriptions };
  return {
    ...alert,
    ...(warehouseId !== undefined && { warehouse_id: warehouseId }),
    ...(subscriptions !== undefined && { evaluation: { ...alert.evaluation, notification } }),
    ...(alert.parameters !== undefined && {
      parameters: alert.parameters.map((parameter) => ({
        ...parameter,
        ...(Object.hasOwn(parameters, parameter.name) && { value: parameters[parameter.name] }),
      })),
    }),
  };
}
