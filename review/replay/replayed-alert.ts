import type { AlertDefinition, AlertNotification } from "../../alerting/definition";
import type { EvaluatedAlert } from "../evaluate/evaluated-alert";

/** What can be replayed: what can be evaluated, with a schedule and who is told. */
export interface ReplayedAlert extends EvaluatedAlert, Pick<AlertDefinition, "schedule"> {
  readonly evaluation: EvaluatedAlert["evaluation"] & { readonly notification: AlertNotification };
}
