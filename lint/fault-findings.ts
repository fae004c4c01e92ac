import type { Finding } from "./findings/finding";
import { formatCell, type Fault } from "../alerting/row-faults";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { CRON_INVALID, ROW_INVALID } from "./fault-rules";

/** The faults of alert rows as findings: neither waivers nor settings have a say in them. */
export function faultFindings(faults: readonly Fault[]): Finding[] {
  return faults
    .filter(({ table }) => table === ALERT_CONFIGURATIONS.name)
    .map((fault) => {
      const { id, severity, fix } = fault.column === "schedule_cron" ? CRON_INVALID : ROW_INVALID;
      const { row: alertId, column } = fault;
      const message = `${formatCell(fault)}.`;
      return {
        rule: id,
        severity,
        alertId,
        ...(column !== undefined && { column, about: column }),
        message,
        fix,
      };
    });
}
