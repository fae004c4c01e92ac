import * as pulumi from "@pulumi/pulumi";
import { someOf } from "../alerting/counted";
import { findingFault } from "../alerting/findings/finding-fault";
import type { PlannedAlert } from "../alerting/plan-alerts";
import { formatFaults, type Fault } from "../alerting/row-faults";
import type { Settings } from "../alerting/settings";
import type { ListedDestination } from "../databricks/notification-destinations";
import type { Connection } from "../databricks/open-connection";
import { checkContracts } from "../review/checks/check-contracts";
import type { NotChecked } from "../review/checks/contract-check";

export interface ContractChecksArgs {
  readonly settings: Settings;
  /** Those that are new or changed. */
  readonly alerts: readonly PlannedAlert[];
  readonly connection: Pick<Connection, "rest" | "sql" | "alerts" | "warehouseId">;
  readonly isFirstRun: boolean;
  readonly plannedDestinations: readonly string[];
  readonly listedDestinations?: readonly ListedDestination[];
}

/**
 * What the workspace has against new and changed alerts, as warnings at the alerts. Throws instead where the setting
 * `contractChecks` says that errors stop the run.
 */
export async function contractWarnings(args: ContractChecksArgs): Promise<readonly Fault[]> {
  const { settings, alerts, connection, ...rest } = args;
  if (settings.contractChecks === "off" || alerts.length === 0) return [];
  const { findings, notChecked } = await checkContracts(alerts, connection, {
    budget: {
      statements: settings.contractCheckStatements,
      timeMs: settings.contractCheckSeconds * 1000,
    },
    now: new Date(),
    ...rest,
  });
  tellNotChecked(notChecked);
  const counting = findings.filter(({ waived }) => waived === undefined);
  const errors = counting.filter(({ severity }) => severity === "error");
  if (settings.contractChecks === "fail" && errors.length > 0) {
    throw new Error(formatFaults(errors.map(findingFault)));
  }
  return counting.map(findingFault);
}

/** One line for all that was left out for the same reason. */
function tellNotChecked(notChecked: readonly NotChecked[]): void {
  const rows = new Map<string, string[]>();
  for (const { alertId, what, reason } of notChecked) {
    const line = `Not checked against the workspace (${what}): ${reason}`;
    rows.set(line, [...(rows.get(line) ?? []), ...(alertId === undefined ? [] : [alertId])]);
  }
  for (const [line, alertIds] of rows) {
    void pulumi.log.warn(alertIds.length === 0 ? line : `${line} Rows: ${someOf(alertIds)}.`);
  }
}
