import pLimit from "p-limit";
import type { PlannedAlert } from "../alerting/planned-alert";
import { windowEnd } from "../alerting/silences/repeats";
import type { Silence } from "../alerting/silences/silence";
import type { SqlSession } from "../databricks/sql-session";
import { ExpectedError, reasonOf } from "../messages/expected-error";
import { counted, someOf } from "../messages/words";
import { lastDays } from "../review/replay/replay";
import { ReplaySession } from "../review/replay/replay-session";
import { replayedEvaluations } from "../review/replay/replayed-evaluations";
import { episodesOf } from "../review/replay/summarise";

/** So long back, and so many alerts: each is a statement that asks its query for each of its checks. */
const DAYS = 14;
const MOST_ALERTS = 20;
const AT_ONCE = 4;

/**
 * A line for each alert: what the silence would have hidden had it held for the last 14 days, at its hours of the week where it
 * has any. It never rejects.
 */
export async function hiddenFirings(
  covered: readonly PlannedAlert[],
  { hours }: Pick<Silence, "hours">,
  sql: SqlSession,
  now: Date,
): Promise<string[]> {
  const session = new ReplaySession(sql);
  const limit = pLimit(AT_ONCE);
  const [asked, beyond] = [covered.slice(0, MOST_ALERTS), covered.slice(MOST_ALERTS)];
  const lines = await Promise.all(
    asked.map(({ alertId, authored }) =>
      limit(async () => {
        const replayed = await replayedEvaluations(authored, session, lastDays(DAYS, now)).catch(
          (error: unknown) => {
            if (!(error instanceof ExpectedError)) throw error;
            return { reason: reasonOf(error) };
          },
        );
        if ("reason" in replayed)
          return `${alertId}: what it would have hidden is not known. ${replayed.reason}`;
        const all = replayed.evaluations;
        const hidden = all.map((one) =>
          hours === undefined || windowEnd(hours, one.at) !== undefined
            ? one
            : { ...one, state: "OK" as const },
        );
        const [fired, count] = [all, hidden].map(
          (list) => list.filter(({ state }) => state === "TRIGGERED").length,
        );
        return count === 0
          ? `${alertId}: in the last ${DAYS} days it would have hidden nothing (${counted(all.length, "check")}).`
          : `${alertId}: in the last ${DAYS} days it would have hidden ${counted(count ?? 0, "firing")} of ${fired}, ` +
              `in ${counted(episodesOf(hidden).length, "episode")} (${counted(all.length, "check")}).`;
      }),
    ),
  );
  return beyond.length === 0
    ? lines
    : [...lines, `Not replayed: ${someOf(beyond.map(({ alertId }) => alertId))}.`];
}
