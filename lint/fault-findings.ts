import { type Fault, formatCell } from "../alerting/row-faults";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import type { Finding } from "./finding";
import type { RuleDescription } from "./lint-rule";

const CRON_INVALID: RuleDescription = {
  id: "cron/invalid",
  severity: "error",
  title: "The schedule is no Quartz cron expression.",
  reason:
    "The service would refuse the alert. Quartz has seconds first, and wants ? in exactly one of its two day fields.",
  fix: "Write six fields, such as 0 0 8 ? * MON for Mondays at eight.",
};

const ROW_INVALID: RuleDescription = {
  id: "row/invalid",
  severity: "error",
  title: "The row cannot be made into an alert.",
  reason: "A deployment stops before it changes anything while a row has a fault.",
  fix: "Mend the cell as the message says.",
};

/** What reading the rows finds, rather than a rule's own check. */
export const FAULT_RULES = [CRON_INVALID, ROW_INVALID] as const;

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
