import { runsBetween } from "../../alerting/quartz/runs-between";
import type { SqlStatementError } from "../../databricks/sql-statement-error";
import { judge, type Verdict } from "../evaluate/judge";
import { isAggregated } from "../evaluate/wrapper-query";
import type { NotReplayed } from "../replay";
import { answersAt } from "./answers";
import { clockedQuery, type ClockedQuery } from "./clocked-query";
import { momentsOf } from "./moments";
import type { Answer } from "./narrow-down";
import type { ReplaySession } from "./replay-session";
import type { ReplayWindow } from "./replay-window";
import type { ReplayedAlert } from "./replayed-alert";
import type { ReplayedEvaluation } from "./summarise";

/** Every minute for two weeks. */
const MOST_RUNS = 20_160;

/** All evaluations of the window, in their order. */
export interface ReplayedEvaluations {
  readonly evaluations: readonly ReplayedEvaluation[];
  readonly reads: ClockedQuery["reads"];
  /** Runs of which nothing can be told, since the query fails at one of them and it was not found out at which. */
  readonly open: readonly Date[];
  /** How it fails there. */
  readonly failure?: SqlStatementError;
}

/** One statement, seldom two, some more for a query that fails at some moments, and once for each view that the query reads one that says what it is. */
export async function replayedEvaluations(
  alert: ReplayedAlert,
  session: ReplaySession,
  { from, to, timeTravel = false }: ReplayWindow,
): Promise<ReplayedEvaluations | NotReplayed> {
  const { quartzCronSchedule, timezoneId } = alert.schedule;
  const runs = runsBetween(quartzCronSchedule, timezoneId, from, to);
  if (runs === undefined) return { reason: `Its schedule (${quartzCronSchedule}) cannot be forecast.` };
  if (runs.length > MOST_RUNS) {
    return { reason: `It has ${runs.length} runs in the window; at most ${MOST_RUNS} are replayed.` };
  }
  const query = clockedQuery(alert.queryText, !isAggregated(alert));
  if ("reason" in query) return query;
  const obstacle = await session.views.obstacle(query.tables.references.map(({ name }) => name));
  if (obstacle !== undefined) return { reason: `Its query ${obstacle}.` };
  const fault = timeTravel ? timeTravelFault(query) : undefined;
  if (fault !== undefined) return { reason: `Its query ${fault}, so there is no time travel.` };
  const zone = query.reads === "date" ? (await session.facts()).timeZone : "UTC";
  const { moments, numbers } = momentsOf(runs, timeTravel ? "moment" : query.reads, zone);
  const lastChanges = timeTravel ? await session.lastChanges(query.tables.references) : undefined;
  if (moments.length === 0) return { evaluations: [], reads: query.reads, open: [] };
  const found = await answersAt(alert, query, moments, session, lastChanges);
  if ("reason" in found) return found;
  const verdicts = found.answers.map((answer) => answer && verdictOf(alert, answer));
  const verdictAt = (index: number) => verdicts[numbers[index] ?? 0];
  const evaluations = runs.flatMap((at, index) => {
    const verdict = verdictAt(index);
    return verdict === undefined ? [] : [{ at, ...verdict }];
  });
  return {
    evaluations,
    reads: query.reads,
    open: runs.filter((_, index) => verdictAt(index) === undefined),
    ...(found.failure === undefined ? {} : { failure: found.failure }),
  };
}

/** A query that fails is ERROR, as the service has it. */
function verdictOf(alert: ReplayedAlert, answer: Answer): Verdict {
  return "row" in answer
    ? judge(alert, answer.row)
    : { state: "ERROR", isEmptyResult: false, error: answer.failure.message };
}

function timeTravelFault({ tables }: ClockedQuery): string | undefined {
  const [hidden] = tables.hidden;
  if (hidden !== undefined) return `has a common table with the name of the table ${hidden}`;
  const versioned = tables.references.find(({ isVersioned }) => isVersioned);
  return versioned && `says itself as of when ${versioned.name} is read`;
}
