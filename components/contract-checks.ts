import * as pulumi from "@pulumi/pulumi";
import { someOf } from "../alerting/counted";
import type { Finding } from "../alerting/findings/finding";
import { findingFault } from "../alerting/findings/finding-fault";
import type { PlannedAlert } from "../alerting/plan-alerts";
import type { Fault } from "../alerting/row-faults";
import type { Settings } from "../alerting/settings";
import type { ListedDestination } from "../databricks/notification-destinations";
import { checkContracts, type ContractConnection } from "../review/checks/check-contracts";
import type { NotChecked } from "../review/checks/contract-check";
import { NO_QUERY } from "../review/checks/query-finding";

export interface ContractChecksArgs {
  readonly settings: Settings;
  /** Those that are new or changed. */
  readonly alerts: readonly PlannedAlert[];
  readonly connection: ContractConnection;
  readonly isFirstRun: boolean;
  readonly plannedDestinations: readonly string[];
  readonly listedDestinations?: readonly ListedDestination[];
}

export interface ContractFaults {
  /** What stops the run. */
  readonly faults: readonly Fault[];
  /** Shown at the alerts. */
  readonly warnings: readonly Fault[];
  readonly answers: ContractAnswers;
}

/** Which alerts the workspace was asked about, and what of that it was not asked after all. */
export interface ContractAnswers {
  readonly asked: readonly { readonly alertId: string }[];
  readonly notChecked: readonly NotChecked[];
}

/** Nobody was asked about anything. */
export const UNASKED: ContractFaults = { faults: [], warnings: [], answers: { asked: [], notChecked: [] } };

/**
 * What the workspace has against new and changed alerts. What the warehouse does not read as a query stops the run: its
 * alert could never be evaluated. With `off` nobody is asked, and only what is surely no query stops it (`notOneQuery`, which
 * comes before this whatever the setting is). Any other error is a warning unless the setting `contractChecks` says `fail`: a
 * table may come, and a column may be mended in the table, after the alert.
 */
export async function checkContractsOf(args: ContractChecksArgs): Promise<ContractFaults> {
  const { settings, alerts, connection, ...rest } = args;
  if (settings.contractChecks === "off" || alerts.length === 0) return UNASKED;
  const { findings, notChecked } = await checkContracts(alerts, connection, {
    budget: {
      statements: settings.contractCheckStatements,
      timeMs: settings.contractCheckSeconds * 1000,
    },
    now: new Date(),
    adoptForeign: settings.adoptForeign,
    ...rest,
  });
  tellNotChecked(notChecked);
  const stops = ({ rule, severity }: Finding) =>
    severity === "error" && (settings.contractChecks === "fail" || rule === NO_QUERY);
  const counting = findings.filter(({ waived }) => waived === undefined);
  return {
    faults: counting.filter(stops).map(findingFault),
    warnings: counting.filter((finding) => !stops(finding)).map(findingFault),
    answers: { asked: alerts, notChecked },
  };
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
