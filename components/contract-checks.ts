import * as pulumi from "@pulumi/pulumi";
import pLimit from "p-limit";
import type { PlannedAlert } from "../alerting/planned-alert";
import type { Fault } from "../alerting/row-faults";
import type { ListedDestination } from "../databricks/notification-destinations";
import type { Connection } from "../databricks/open-connection";
import { checkContracts, type ContractConnection, type NotChecked } from "../lint/checks/check-contracts";
import { NO_QUERY, noQueryFinding } from "../lint/checks/query-finding";
import { NO_SCORE, ownScores } from "../lint/checks/score-findings";
import { type Finding, findingFault } from "../lint/finding";
import { someOf } from "../messages/words";
import { RowQueries } from "../rows/row-queries";
import type { Settings } from "../settings/settings";

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

/** As many statements as the checks send beside each other. */
const AT_ONCE = 8;

/** Nobody was asked about anything. */
export const UNASKED: ContractFaults = { faults: [], warnings: [], answers: { asked: [], notChecked: [] } };

/**
 * What the workspace has against new and changed alerts. What the warehouse does not read as a query stops the run, and so does
 * a function that gives no score: such an alert could never be evaluated. With `off` nobody is asked, and only what is surely no query stops it (`notOneQuery`, which
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
    madeScores: ownScores(settings),
    ...rest,
  });
  warnOfNotChecked(notChecked);
  const stops = ({ rule, severity }: Finding) =>
    severity === "error" && (settings.contractChecks === "fail" || rule === NO_QUERY || rule === NO_SCORE);
  const counting = findings.filter(({ waived }) => waived === undefined);
  return {
    faults: counting.filter(stops).map(findingFault),
    warnings: counting.filter((finding) => !stops(finding)).map(findingFault),
    answers: { asked: alerts, notChecked },
  };
}

/**
 * Of alerts whose query the checks did not ask about, what the warehouse does not read as one: none of these comes into an alert,
 * whatever the checks may cost. The alerts' own checks would ask the same, but one after the other, as the engine comes to them.
 */
export async function unreadableQueries(
  alerts: readonly PlannedAlert[],
  { sql }: Pick<Connection, "sql">,
): Promise<Fault[]> {
  if (alerts.length > AT_ONCE) void pulumi.log.info(`Has ${alerts.length} queries read by the warehouse`);
  const queries = new RowQueries(sql);
  const limit = pLimit(AT_ONCE);
  const faults = await Promise.all(
    alerts.map(({ alertId, authored }) =>
      limit(async () => {
        const refusal = await queries.refusalOf(authored.queryText);
        return refusal === undefined ? [] : findingFault(noQueryFinding(alertId, refusal));
      }),
    ),
  );
  return faults.flat();
}

/** One line for all that was left out for the same reason. */
function warnOfNotChecked(notChecked: readonly NotChecked[]): void {
  const rows = new Map<string, string[]>();
  for (const { alertId, what, reason } of notChecked) {
    const line = `Not checked against the workspace (${what}): ${reason}`;
    rows.set(line, [...(rows.get(line) ?? []), ...(alertId === undefined ? [] : [alertId])]);
  }
  for (const [line, alertIds] of rows)
    void pulumi.log.warn(alertIds.length === 0 ? line : `${line} Rows: ${someOf(alertIds)}.`);
}
