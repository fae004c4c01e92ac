import type { Fault } from "../../alerting/row-faults";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { Finding } from "./finding";

/** The finding as what is wrong with a cell: what is the case, what to do about it, and by which rule. */
export function findingFault({ alertId, column, message, fix, rule }: Finding): Fault {
  return {
    table: ALERT_CONFIGURATIONS.name,
    row: alertId,
    ...(column === undefined ? {} : { column }),
    rule: `${message} ${fix} (${rule})`,
  };
}
