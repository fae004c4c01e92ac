import { readSilence, type Silence } from "../alerting/silences/silence";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import type { Connection } from "../databricks/open-connection";
import { SqlStatementError } from "../databricks/sql-statement-error";
import { timesOfWarehouse } from "../alerting/schedule-cost/warehouse-rates";
import { kindOf } from "../databricks/warehouses";
import { canonicalJson } from "../alerting/fields/alert-field";
import { reasonOf } from "../messages/expected-error";
import { shownText, someOf } from "../messages/words";
import type { TestsOfAlerts } from "../lint/test-coverage";
import { checkContracts, type NotChecked } from "../lint/checks/check-contracts";
import { withoutAnswered } from "../lint/checks/check-queries";
import { ownScores } from "../lint/checks/score-findings";
import { RowQueries } from "../rows/row-queries";
import { readSilences } from "../rows/statements/silences";
import { readRowVersions, type RowVersion } from "../rows/row-versions";
import type { Packs } from "../rows/packs/read-packs";
import type { Settings } from "../settings/settings";
import { askableSides, type AskableSides, askedAs, notAskedText, readAsker } from "./asked-as";
import type { AlertChange } from "./changes/alert-change";
import { alertChanges } from "./changes/alert-changes";
import type { DeployedStack } from "./changes/deployed-alert";
import { type Deployment, deployedDefinitions, readDeployment } from "./changes/deployment";
import { destinationFindings, pendingFindings } from "./findings/change-findings";
import { groupByAlert, lintFindings } from "./findings/lint-findings";
import { packFindings } from "./findings/pack-findings";
import { knownDomains } from "./findings/tells-more";
import { type EvidenceOptions, gatherEvidence, NO_EVIDENCE } from "./gather-evidence";
import { makeReport, placeOf, type ReportHead } from "./report/make-report";
import type { ReviewReport } from "./report/report";
import { warehouseReviews } from "./warehouse-hours";
import { refuseOtherRows, type SavedPlan } from "./saved-plan";

export interface ReviewOptions extends EvidenceOptions {
  readonly head: Omit<ReportHead, "plan">;
  /** What is reviewed must be what it plans. */
  readonly plan?: SavedPlan;
  /** What the stack's state says was last deployed. @default not known: every difference is taken for a change */
  readonly deployed?: DeployedStack;
  /** The commit that the change is made to, and its packs: what they say already is no part of the change. */
  readonly base?: { readonly commit: string; readonly packs: Packs };
  /** Who is to ask. @default whoever signed in: alerts that run as others are not asked then */
  readonly askAs?: string;
  /** @default nothing is known of tests */
  readonly tests?: TestsOfAlerts;
  /** Checks and lints the unchanged alerts, too. */
  readonly all: boolean;
  /** Nothing is checked, linted, evaluated or replayed. */
  readonly isComparisonOnly: boolean;
}

/** Of the contract checks of one review. */
const BUDGET = { statements: 500, timeMs: 60_000 };

/** What the next up would do with the alerts of a stack, and what there is to say about it. Writes nothing. */
export async function reviewStack(
  connection: Connection,
  settings: Settings,
  options: ReviewOptions,
): Promise<ReviewReport> {
  const { all, isComparisonOnly, plan, say } = options;
  const now = options.now();
  const asker = await readAsker(connection.rest, options.askAs);
  say("Reading the rows and the alerts");
  // Before the rows: a change in between is one after the review.
  const versions = plan && (await readRowVersions(connection.sql, settings));
  const deployment = await readDeployment(connection, settings, now, options.head.stack, options.deployed);
  const declared = deployment.pairs.map(([planned]) => planned);
  if (plan) refuseOtherRows(plan, declared);
  const head = versions && plan ? { ...options.head, plan: reportedPlan(plan, versions) } : options.head;
  const { changes, unclaimed, summary } = alertChanges(deployment);
  const waiting = waitingRows(deployment, options.base?.packs);
  const wanted = changes.filter(
    ({ kind, alertId }) => all || (kind !== "unchanged" && !waiting.has(alertId)),
  );
  const checked = isComparisonOnly ? [] : wanted.filter((change) => mayHaveFindings(change, all));
  say(`Checking ${checked.length} alerts`);
  const evaluated = isComparisonOnly ? [] : wanted.filter(isEvaluated);
  const askable = new Map(evaluated.map((change) => [change, askableSides(change, asker, settings)]));
  const asked = checked.flatMap(({ planned }) => planned ?? []);
  const { adoptForeign } = settings;
  const queries = new RowQueries(connection.sql);
  const silences = options.replayDays === undefined ? [] : await storedSilences(connection.sql, settings);
  const [contracts, evidence] = await Promise.all([
    checkContracts(asked, connection, {
      budget: BUDGET,
      now,
      queries,
      adoptForeign,
      isFirstRun: deployment.tables.firstRun,
      madeScores: ownScores(settings),
    }),
    gatherEvidence(
      askedOf(askable),
      connection.sql,
      {
        ...options,
        names: settings,
        ...(!("reason" in silences) && { silences }),
      },
      queries,
    ),
  ]);
  const lint = lintFindings(checked, deployment.plan, settings, now, options.tests);
  return makeReport({
    changes: wanted,
    unclaimed,
    known: lint.known,
    head,
    now,
    unchanged: changes.filter(({ kind, alertId }) => kind === "unchanged" || waiting.has(alertId)).length,
    skipped: deployment.plan.skipped.length,
    findings: groupByAlert([
      ...contracts.findings,
      ...withoutAnswered(lint.current, asked, contracts.notChecked),
      ...(isComparisonOnly ? pendingFindings(wanted, placeOf(head, connection.host)) : []),
    ]),
    ...(deployment.packs && {
      ofPacks: packFindings(deployment.packs, placeOf(head, connection.host)),
      origins: deployment.packs.packed.origins,
    }),
    ofDestinations: destinationFindings(deployment.taken, placeOf(head, connection.host)),
    evidenceOf: (change) => evidence.get(change) ?? NO_EVIDENCE,
    warehouse: warehouseReviews(
      wanted,
      deployment.plan.alerts,
      timesOfWarehouse(kindOf(connection.warehouse), connection.warehouse.auto_stop_mins),
      now,
    ),
    channels: deployment.plan.channels,
    domains: knownDomains(settings, deployedDefinitions(deployment)),
    host: connection.host,
    ...(options.tests && !isComparisonOnly && { tests: options.tests }),
    ...(!isComparisonOnly && { values: options.values, asked: askedAs(asker, evaluated) }),
    table: {
      name: [settings.catalog, settings.goldSchema, ALERT_CONFIGURATIONS.name].join("."),
      ...(deployment.tableVersion !== undefined && { version: deployment.tableVersion }),
    },
    notChecked: [
      ...deployment.notChecked,
      ...("reason" in silences ? [silences.reason] : []),
      ...notAskedText(
        [...askable.values()].flatMap(({ left }) => left),
        asker,
      ),
      ...contracts.notChecked.map(notCheckedText),
      ...(waiting.size > 0 && options.base ? [waitingText(waiting, options.base.commit)] : []),
    ],
    ...(summary !== undefined && { changedBy: summary }),
  });
}

/** None where alerts heed none, or where the table is yet to come; what cannot be read is said, and is not none. */
async function storedSilences(
  sql: Connection["sql"],
  settings: Settings,
): Promise<readonly Silence[] | { readonly reason: string }> {
  if (!settings.liveSilences) return [];
  try {
    return (await sql.query(readSilences(settings))).map(readSilence);
  } catch (error) {
    if (error instanceof SqlStatementError && error.isTableNotFound) return [];
    return { reason: `Replays know no silences: alert_silences could not be read. ${reasonOf(error)}` };
  }
}

/** Rows of packs that differ from what is deployed, and say at the base what they say now: not this change's. */
function waitingRows({ packs }: Deployment, base: Packs | undefined): ReadonlySet<string> {
  if (base === undefined || packs === undefined) return new Set();
  const before = new Map(base.packs.flatMap(({ alerts }) => alerts).map((alert) => [alert.alertId, alert]));
  const { writes, origins, changedCells } = packs.packed;
  const touched = new Set(changedCells.map(({ alert }) => alert.alertId));
  return new Set(
    writes.flatMap(({ alertId, kind }) => {
      const cells = origins.get(alertId)?.cells;
      const isSame = canonicalJson(cells) === canonicalJson(before.get(alertId)?.cells);
      return kind !== "delete" && isSame && !touched.has(alertId) ? [alertId] : [];
    }),
  );
}

function waitingText(waiting: ReadonlySet<string>, commit: string): string {
  const rows = someOf([...waiting].map((alertId) => shownText(alertId)));
  return `Alerts that are not deployed yet as ${shownText(commit.slice(0, 12))} has them, which this change leaves as they are: ${rows}.`;
}

function reportedPlan(
  { file, sha256 }: SavedPlan,
  versions: ReadonlyMap<string, RowVersion>,
): NonNullable<ReportHead["plan"]> {
  const rows = [...versions].map(([table, { version }]) => [table, version] as const);
  return { file, sha256, rows: Object.fromEntries(rows) };
}

function mayHaveFindings({ kind, planned }: AlertChange, all: boolean): boolean {
  return planned !== undefined && (kind === "added" || kind === "changed" || kind === "drifted" || all);
}

/** What somebody did to an alert in the workspace may have broken it, too. */
function isEvaluated({ kind }: AlertChange): boolean {
  return kind !== "unreadable" && kind !== "unchanged";
}

/** Without those of which nothing may be asked. */
function askedOf(askable: ReadonlyMap<AlertChange, AskableSides>): ReadonlyMap<AlertChange, AskableSides> {
  return new Map([...askable].filter(([, { before, after }]) => before !== undefined || after !== undefined));
}

function notCheckedText({ alertId, what, reason }: NotChecked): string {
  return `${alertId === undefined ? "" : `${alertId}: `}${what}. ${reason}`;
}
