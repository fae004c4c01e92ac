import { runsBetween } from "../../alerting/quartz/runs-between";
import { judge } from "../evaluate/judge";
import { isAggregated } from "../evaluate/wrapper-query";
import type { NotReplayed } from "../replay";
import { answersAt } from "./answers";
import { clockedQuery, type ClockedQuery } from "./clocked-query";
import { momentsOf } from "./moments";
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
}

/** One statement, seldom two, and once for each view that the query reads one that says what it is. */
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
  const answers = moments.length === 0 ? [] : await answersAt(alert, query, moments, session, lastChanges);
  if ("reason" in answers) return answers;
  const verdicts = answers.map((row) => judge(alert, row));
  const evaluations = runs.flatMap((at, index) => {
    const verdict = verdicts[numbers[index] ?? 0];
    return verdict === undefined ? [] : [{ at, ...verdict }];
  });
  return { evaluations, reads: query.reads };
}

function timeTravelFault({ tables }: ClockedQuery): string | undefined {
  const [hidden] = tables.hidden;
  if (hidden !== undefined) return `has a common table with the name of the table ${hidden}`;
  const versioned = tables.references.find(({ isVersioned }) => isVersioned);
  return versioned && `says itself as of when ${versioned.name} is read`;
}
