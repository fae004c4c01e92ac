import { checksAsked } from "../../alerting/authored-alert";
import { runsBefore, runsBetween } from "../../alerting/quartz/runs";
import { SqlStatementError } from "../../databricks/sql-statement-error";
import { withGuards } from "../evaluate/guards";
import { judge, type Judgement } from "../evaluate/judge";
import { comparesAggregates } from "../evaluate/wrapper-query";
import { answersAt } from "./answers";
import { clockedQuery, type ClockedQuery } from "../../sql/clocked-query";
import { momentsOf } from "./moments";
import type { MomentAnswer } from "./narrow-down";
import type { NotReplayed, ReplayedAlert, ReplayWindow } from "./replay";
import type { ReplaySession } from "./replay-session";
import type { ReadRows } from "./replay-statement";
import { type ReplayedScore, withScores } from "./replayed-scores";
import { type HiddenFirings, hiddenFirings, withSilences } from "./replayed-silences";
import { sourceBounds, type SourceBounds, withoutConditions } from "./source-bounds";
import type { ReplayedEvaluation } from "./summarise";

/** Every minute for two weeks. */
const MOST_RUNS = 20_160;

/** All evaluations of the window, in their order. */
export interface ReplayedEvaluations {
  readonly evaluations: readonly ReplayedEvaluation[];
  readonly reads: ClockedQuery["reads"];
  /** How the tables were held to the rows of each moment; left out with time travel. */
  readonly bounds?: SourceBounds;
  /** Runs of which nothing can be told, since the query fails at one of them and it was not found out at which. */
  readonly open: readonly Date[];
  /** What rows of alert_silences hid in the window. */
  readonly hidden?: HiddenFirings;
  /** What the alert's score would have held back. */
  readonly score?: ReplayedScore;
  /** How it fails there, as far as the review says it. */
  readonly failure?: string;
}

/**
 * One statement, seldom some more, some more for a query that fails at some moments, and once for each table and view that
 * the query reads one that says what it is.
 */
export async function replayedEvaluations(
  alert: ReplayedAlert,
  session: ReplaySession,
  window: ReplayWindow,
): Promise<ReplayedEvaluations | NotReplayed> {
  const found = await replayedConditions(alert, session, window, checksAsked(alert) - 1);
  if ("reason" in found) return found;
  const { from } = window;
  // What was asked before the window tells of the checks in it.
  const { checks: scored, score } = await withScores(alert, found.evaluations, session);
  const checks = withSilences(alert, scored, alert.silencedBy);
  const evaluations = withGuards(alert, checks).filter(({ at }) => at >= from);
  const hidden = hiddenFirings(alert, checks, alert.silencedBy, from);
  const ofWindow = score && { ...score, firings: score.firings.filter(({ at }) => at >= from) };
  return {
    ...found,
    evaluations,
    ...(hidden && { hidden }),
    ...(ofWindow && { score: ofWindow }),
    open: found.open.filter((at) => at >= from),
  };
}

/**
 * What the alert's condition says at each scheduled time, without what holds a firing back besides, and at so many checks before
 * the window.
 */
export async function replayedConditions(
  alert: ReplayedAlert,
  session: ReplaySession,
  { from, to, timeTravel = false }: ReplayWindow,
  earlier: number,
): Promise<ReplayedEvaluations | NotReplayed> {
  const { quartzCronSchedule, timezoneId } = alert.schedule;
  const inWindow = runsBetween(quartzCronSchedule, timezoneId, from, to);
  if (inWindow === undefined) return { reason: `Its schedule (${quartzCronSchedule}) cannot be forecast.` };
  const before = runsBefore(quartzCronSchedule, timezoneId, from, earlier);
  const runs = [...before, ...inWindow];
  if (runs.length > MOST_RUNS)
    return { reason: `It has ${runs.length} runs in the window; at most ${MOST_RUNS} are replayed.` };

  const query = clockedQuery(alert.queryText, !comparesAggregates(alert));
  if ("reason" in query) return query;
  const obstacle = await session.views.obstacle(query.tables.references.map(({ name }) => name));
  if (obstacle !== undefined) return { reason: `Its query ${obstacle}.` };
  if (timeTravel) {
    const fault = timeTravelFault(query);
    if (fault !== undefined) return { reason: `Its query ${fault}, so there is no time travel.` };
    const lastChanges = await session.lastChanges(query.tables.references);
    return evaluated(alert, query, runs, session, "moment", { lastChanges });
  }
  const bounds = await sourceBounds(query, session);
  try {
    return await boundedEvaluations(alert, query, runs, session, bounds);
  } catch (error) {
    const isRefused = error instanceof SqlStatementError && !error.isOfData;
    if (!isRefused || bounds.conditions.size === 0) throw error;
    // The query alone may be taken.
    return boundedEvaluations(alert, query, runs, session, withoutConditions(bounds));
  }
}

async function boundedEvaluations(
  alert: ReplayedAlert,
  query: ClockedQuery,
  runs: readonly Date[],
  session: ReplaySession,
  bounds: SourceBounds,
): Promise<ReplayedEvaluations | NotReplayed> {
  const { conditions, changeWithinDay } = bounds;
  const reads = query.reads === "date" && changeWithinDay ? "moment" : query.reads;
  const condition = (table: string, moment: string) => conditions.get(table)?.(moment);
  const found = await evaluated(alert, query, runs, session, reads, conditions.size > 0 ? { condition } : {});
  return "reason" in found ? found : { ...found, bounds };
}

async function evaluated(
  alert: ReplayedAlert,
  query: ClockedQuery,
  runs: readonly Date[],
  session: ReplaySession,
  reads: ClockedQuery["reads"],
  rows: ReadRows,
): Promise<ReplayedEvaluations | NotReplayed> {
  const zone = reads === "date" ? (await session.facts()).timeZone : "UTC";
  const { moments, numbers } = momentsOf(runs, reads, zone);
  if (moments.length === 0) return { evaluations: [], reads: query.reads, open: [] };
  const found = await answersAt(alert, query, moments, session, rows);
  if ("reason" in found) return found;
  const verdicts = found.answers.map((answer) => answer && verdictOf(alert, answer, session));
  const verdictAt = (index: number) => verdicts[numbers[index] ?? 0];
  const evaluations = runs.flatMap((at, index) => {
    const verdict = verdictAt(index);
    return verdict === undefined ? [] : [{ at, ...verdict }];
  });
  return {
    evaluations,
    reads: query.reads,
    open: runs.filter((_, index) => verdictAt(index) === undefined),
    ...(found.failure !== undefined && { failure: session.wordsOf(found.failure) }),
  };
}

/** A query that fails is ERROR, as the service has it. */
function verdictOf(alert: ReplayedAlert, answer: MomentAnswer, session: ReplaySession): Judgement {
  return "row" in answer
    ? judge(alert, answer.row)
    : { state: "ERROR", isEmptyResult: false, error: session.wordsOf(answer.failure) };
}

function timeTravelFault({ tables }: ClockedQuery): string | undefined {
  const [hidden] = tables.hidden;
  if (hidden !== undefined) return `has a common table with the name of the table ${hidden}`;
  const versioned = tables.references.find(({ isVersioned }) => isVersioned);
  return versioned && `says itself as of when ${versioned.name} is read`;
}
