import type { PlannedAlert } from "../../alerting/planned-alert";
import { listDestinations, type ListedDestination } from "../../databricks/notification-destinations";
import type { Connection } from "../../databricks/open-connection";
import { reasonOf } from "../../messages/expected-error";
import type { RowQueries } from "../../rows/row-queries";
import type { Finding } from "../finding";
import { markWaived } from "../waivers";
import {
  destinationIdsOf,
  quotaFindings,
  runAsFindings,
  nextRunsOf,
  scheduleFindings,
  subscriptionFindings,
} from "./alert-findings";
import { checkQueries, type QueryChecks } from "./check-queries";

/** How much the checks of one run may cost. */
export interface ContractBudget {
  /** Of the warehouse; what is beyond is not checked, and said so. */
  readonly statements: number;
  /** For all checks together; a statement that is not answered by then is cancelled. */
  readonly timeMs: number;
}

/** Something that nobody looked at. */
export interface NotChecked {
  /** Left out: it is about all alerts that were to be checked. */
  readonly alertId?: string;
  /** `query`, `subscriptions`, … */
  readonly what: string;
  /** One sentence. */
  readonly reason: string;
}

/** What came of checking alerts against their workspace. */
interface ContractCheck {
  /** In the order of the alerts. */
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  /** Row → its next three runs, ISO 8601; not of a paused one, nor of a schedule that cannot be forecast. */
  readonly nextRuns: ReadonlyMap<string, readonly string[]>;
}

/** What the checks ask. */
export type ContractConnection = Pick<Connection, "rest" | "sql" | "warehouseId"> & {
  readonly alerts: Pick<Connection["alerts"], "list">;
};

export interface ContractOptions {
  readonly budget: ContractBudget;
  readonly now: Date;
  /**
   * The setting: an alert in another folder stays there.
   * @default false
   */
  readonly adoptForeign?: boolean;
  /**
   * The config tables do not exist yet: tables that queries read may come with them.
   * @default false
   */
  readonly isFirstRun?: boolean;
  /**
   * What stands in definitions for the ids of destinations that the run makes itself.
   * @default none
   */
  readonly plannedDestinations?: readonly string[];
  /**
   * Functions of scores that the run makes itself.
   * @default none
   */
  readonly madeScores?: readonly string[];
  /**
   * What the review asks queries by: a text that was shown to the warehouse is not shown to it again.
   * @default the checks' own
   */
  readonly queries?: RowQueries;
  /**
   * The destinations of the workspace, where they were listed already.
   * @default the workspace is asked
   */
  readonly listedDestinations?: readonly ListedDestination[];
}

/**
 * Checks alerts against the workspace that is to run them: whether the warehouse takes the query, whether the column is
 * there and fits, whether those who are to be told exist, whether there is room. Give it the alerts that are new or changed:
 * each costs a statement. It never rejects: what could not be found out is named.
 */
export async function checkContracts(
  alerts: readonly PlannedAlert[],
  connection: ContractConnection,
  options: ContractOptions,
): Promise<ContractCheck> {
  const {
    budget,
    now,
    adoptForeign = false,
    isFirstRun = false,
    plannedDestinations = [],
    madeScores = [],
    queries,
    listedDestinations,
  } = options;
  const { rest } = connection;
  const withDestinations = alerts.filter((alert) => destinationIdsOf(alert).length > 0);
  const withRunAs = alerts.filter(({ definition }) => definition.runAs !== undefined);
  const nextRuns = nextRunsOf(alerts, now);
  const results = await Promise.all([
    attempt("query", alerts, () =>
      checkQueries(alerts, connection, { budget, isFirstRun, madeScores, ...(queries && { queries }) }),
    ),
    attempt("subscriptions", withDestinations, async () => {
      const listed = listedDestinations ?? (await listDestinations(rest));
      const known = new Set([...listed.map(({ id }) => id), ...plannedDestinations]);
      return found(withDestinations.flatMap((alert) => subscriptionFindings(alert, known)));
    }),
    attempt("run_as", withRunAs, async () => found(await runAsFindings(withRunAs, rest))),
    attempt("quota", alerts, async () =>
      found(quotaFindings(alerts, await connection.alerts.list(), { adoptForeign })),
    ),
  ]);
  const findings = [...results.flatMap((result) => result.findings), ...scheduleFindings(nextRuns)];
  return {
    findings: alerts.flatMap(({ alertId, row }) =>
      findings
        .filter((finding) => finding.alertId === alertId)
        .map((finding) => markWaived(row.tags, finding, now)),
    ),
    notChecked: results.flatMap((result) => result.notChecked),
    nextRuns,
  };
}

function found(findings: readonly Finding[]): QueryChecks {
  return { findings, notChecked: [] };
}

/** Nothing is asked for nobody. */
async function attempt(
  what: string,
  alerts: readonly PlannedAlert[],
  check: () => Promise<QueryChecks>,
): Promise<QueryChecks> {
  if (alerts.length === 0) return found([]);
  try {
    return await check();
  } catch (error) {
    return { findings: [], notChecked: [{ what, reason: reasonOf(error) }] };
  }
}
