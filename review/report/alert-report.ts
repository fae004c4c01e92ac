import type { Channels } from "../../alerting/channels";
import { conditionOf } from "../../alerting/condition";
import { type AuthoredAlert, checksAsked } from "../../alerting/authored-alert";
import type { TestsOfAlerts } from "../../lint/test-coverage";
import { alertUrl } from "../../databricks/alerts-api";
import { type AlertChange, definitionsOf } from "../changes/alert-change";
import { routesOfAlert } from "../changes/route-changes";
import type { Evaluation } from "../evaluate/judge";
import type { Evidence } from "../gather-evidence";
import { scheduleWords, subscriberWords } from "../words/alert-words";
import { messageSubject } from "../words/message-words";
import { conditionPhrases, guardWords } from "../../alerting/condition-text";
import { emptyWords } from "../words/change-words";
import type { AlertReview, ConditionWords, FindingReview, ScheduleWords, Sides } from "./alert-review";
import type { CostReview } from "./evidence-review";

export interface ReportContext {
  readonly channels: Channels;
  readonly now: Date;
  /** Scheme and host of the workspace, for links. */
  readonly host?: string;
  /** @default nothing is known of tests */
  readonly tests?: TestsOfAlerts;
}

/** What the report says of one alert, but for the findings that follow from it. */
export function alertReport(
  change: AlertChange,
  { now, replay }: Evidence,
  findings: readonly FindingReview[],
  { channels, now: at, host, tests }: ReportContext,
): AlertReview {
  const { alertId, live, row, fields, drift, isBaseUnknown } = change;
  const definitions = definitionsOf(change);
  const { before, after } = definitions;
  const routes = routesOfAlert(change, channels);
  const schedule = both(definitions, (definition) => scheduleWords(definition, at));
  return {
    alertId,
    displayName: (after ?? before)?.displayName ?? text(row, "alert_name") ?? alertId,
    change: change.kind,
    reason: change.reason,
    severity: text(row, "severity"),
    owner: text(row, "owner"),
    databricksAlertId: live?.id,
    url: live && host && alertUrl(host, live.id),
    fields: fields.map(({ field, before: old, after: current }) => ({ field, before: old, after: current })),
    condition: both(definitions, conditionReview),
    schedule,
    query: both(definitions, ({ queryText }) => queryText),
    notifies: both(definitions, (definition) => subscriberWords(definition, channels)),
    ...(routes && { routes }),
    subject: {
      before: before && messageSubject(before, now.before),
      after: after && messageSubject(after, now.after),
    },
    now,
    replay,
    cost: {
      // The same query costs the same, whatever the clock said of two runs of it.
      before: costOf(isAskedAlike(definitions) ? now.after : now.before, schedule.before),
      after: costOf(now.after, schedule.after),
    },
    drift,
    isBaseUnknown,
    changedBy: change.changedBy,
    ...testReview(change, tests),
    findings,
  };
}

/** Left out where the alert as its row wants it was not tested. */
function testReview({ planned }: AlertChange, tests: TestsOfAlerts | undefined): Pick<AlertReview, "tests"> {
  const coverage = planned && tests?.coverageOf(planned);
  if (coverage === undefined) return {};
  const { tests: count, failed, mutants } = coverage;
  return { tests: { count, failed, ...(mutants && { mutants }) } };
}

function conditionReview(definition: AuthoredAlert): ConditionWords {
  const besides = guardWords(definition);
  return {
    ...conditionPhrases(conditionOf(definition)),
    ifEmpty: emptyWords(definition),
    ...(besides.length > 0 && { besides }),
  };
}

/** The same query at as many checks. */
function isAskedAlike({ before, after }: Sides<AuthoredAlert>): boolean {
  return before?.queryText === after?.queryText && checksAsked(before ?? {}) === checksAsked(after ?? {});
}

function both<T>(definitions: Sides<AuthoredAlert>, words: (definition: AuthoredAlert) => T): Sides<T> {
  const { before, after } = definitions;
  return { before: before && words(before), after: after && words(after) };
}

function costOf(now: Evaluation | undefined, schedule: ScheduleWords | undefined): CostReview | undefined {
  if (now === undefined || now.state === "UNKNOWN" || schedule?.runsPerMonth === undefined) return undefined;
  const { durationMs, bytesRead } = now;
  return {
    msPerRun: durationMs,
    bytesPerRun: bytesRead,
    runsPerMonth: schedule.runsPerMonth,
    minutesPerMonth: Math.round((durationMs * schedule.runsPerMonth) / 60_000),
  };
}

function text(row: AlertChange["row"], column: string): string | undefined {
  const cell = row?.raw[column];
  return typeof cell === "string" ? cell : undefined;
}
