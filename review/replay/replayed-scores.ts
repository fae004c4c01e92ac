import type { Score } from "../../alerting/authored-alert";
import { qualifiedName } from "../../alerting/table-names";
import { ALERT_HISTORY } from "../../alerting/tables/alert-history";
import { SqlStatementError, SqlTimeoutError } from "../../databricks/sql-statement-error";
import { type Check, type GuardedAlert, withGuards } from "../evaluate/guards";
import type { ReplaySession } from "./replay-session";

/** What a score would have held back, of the firings that there would have been without it. */
export interface ReplayedScore {
  readonly atLeast: number;
  readonly firings: readonly ScoredFiring[];
  /** Why the function was not asked, as far as the review says it: all firings stay then. */
  readonly failure?: string;
}

interface ScoredFiring {
  readonly at: Date;
  /** NULL of the function fires. */
  readonly score: number | null;
  /** What people said of the evaluation that was recorded at that run. */
  readonly feedback?: string;
}

/** The checks with their scores, of those that would fire: one statement for all, and one for what people judged. */
export async function withScores<One extends Check>(
  alert: GuardedAlert,
  checks: readonly One[],
  session: ReplaySession,
): Promise<{ readonly checks: readonly One[]; readonly score?: ReplayedScore }> {
  const { score, ...others } = alert;
  if (score === undefined) return { checks };
  const firing = new Set(
    withGuards(others, checks).flatMap(({ at, state, isEmptyResult }) =>
      state === "TRIGGERED" && !isEmptyResult ? [at.getTime()] : [],
    ),
  );
  const fired = checks.filter(({ at }) => firing.has(at.getTime()));
  const { atLeast } = score;
  if (fired.length === 0) return { checks, score: { atLeast, firings: [] } };
  try {
    const [scores, judged] = await Promise.all([
      scoresOf(score, fired, session),
      judgements(score.alertId, fired, session),
    ]);
    const scoreAt = new Map(fired.map(({ at }, index) => [at.getTime(), scores.get(index) ?? null]));
    const firings = fired.map(({ at }, index): ScoredFiring => {
      const feedback = judged(at, fired[index + 1]?.at);
      return { at, score: scores.get(index) ?? null, ...(feedback !== undefined && { feedback }) };
    });
    return {
      checks: checks.map((check) => {
        const found = scoreAt.get(check.at.getTime());
        return found === undefined ? check : { ...check, score: found };
      }),
      score: { atLeast, firings },
    };
  } catch (error) {
    if (!(error instanceof SqlStatementError || error instanceof SqlTimeoutError)) throw error;
    return { checks, score: { atLeast, firings: [], failure: session.wordsOf(error) } };
  }
}

/** Place among the firings → score. The figures are values of a query, and bound. */
async function scoresOf(
  { function: called, alertId }: Score,
  fired: readonly Check[],
  session: ReplaySession,
): Promise<ReadonlyMap<number, number | null>> {
  const firings = fired.map(({ at, value }, place) => ({
    place,
    at: at.toISOString(),
    figure: numberOf(value),
  }));
  const rows = await session.ask({
    sql: [
      `SELECT place, ${called}(:alert, figure, at) AS score FROM (`,
      "  SELECT f.place, f.figure, CAST(f.at AS TIMESTAMP) AS at",
      "  FROM (SELECT explode(from_json(:firings, 'ARRAY<STRUCT<place: INT, at: STRING, figure: DOUBLE>>')) AS f)",
      ")",
    ].join("\n"),
    parameters: { alert: alertId, firings: JSON.stringify(firings) },
  });
  return new Map(rows.map(({ place, score }) => [Number(place), numberOf(score)]));
}

/** What is no number has no score. */
function numberOf(value: unknown): number | null {
  if (typeof value === "boolean") return Number(value);
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** What people said of the evaluation that began at a run, and before the firing behind it. */
async function judgements(
  alertId: string,
  fired: readonly Check[],
  session: ReplaySession,
): Promise<(at: Date, next: Date | undefined) => string | undefined> {
  const [first] = fired;
  if (session.names === undefined || first === undefined) return () => undefined;
  const rows = await session.ask({
    sql:
      "SELECT unix_millis(evaluation_timestamp) AS at, feedback FROM " +
      `${qualifiedName(session.names, ALERT_HISTORY.name)} WHERE alert_id = :alert AND feedback IS NOT NULL ` +
      "AND evaluation_timestamp >= CAST(:from AS TIMESTAMP)",
    parameters: { alert: alertId, from: first.at.toISOString() },
  });
  const judged = rows.map(({ at, feedback }) => ({ at: Number(at), feedback: String(feedback) }));
  return (at, next) =>
    judged.find(
      (one) =>
        one.at >= at.getTime() &&
        one.at < Math.min(next?.getTime() ?? Infinity, at.getTime() + LATEST_START_MS),
    )?.feedback;
}

/** An evaluation begins by then, or was another one's. */
const LATEST_START_MS = 10 * 60_000;
