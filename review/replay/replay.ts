import { SqlStatementError, SqlTimeoutError } from "../../databricks/sql-statement-error";
import type { NotReplayed, Replay, ReplayBasis } from "../replay";
import { caveatsOf, firstLine } from "./caveats";
import type { ReplaySession } from "./replay-session";
import type { ReplayWindow } from "./replay-window";
import type { ReplayedAlert } from "./replayed-alert";
import { replayedEvaluations, type ReplayedEvaluations } from "./replayed-evaluations";
import { summarise } from "./summarise";

/**
 * What the alert would have done at each scheduled time of the window, had it been deployed: its query with the clock set
 * to each of them. A paused alert is replayed as if it were not. It never rejects.
 */
export async function replay(
  alert: ReplayedAlert,
  session: ReplaySession,
  window: ReplayWindow,
): Promise<Replay | NotReplayed> {
  const { from, to, timeTravel = false } = window;
  try {
    const replayed = await replayedEvaluations(alert, session, window);
    if ("reason" in replayed) return replayed;
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      basis: timeTravel ? "time travel" : basisOf(replayed),
      ...summarise(replayed.evaluations, alert.evaluation.notification, window),
      ...(replayed.open.length === 0 ? {} : { notEvaluated: replayed.open.length }),
      caveats: caveatsOf(alert, replayed, timeTravel),
    };
  } catch (error) {
    return { reason: whyNot(error, session) };
  }
}

function basisOf({ reads, bounds }: ReplayedEvaluations): ReplayBasis {
  const isBounded = reads !== "no clock" && bounds?.isComplete === true;
  return isBounded ? "rows up to each moment" : "data as known today";
}

function whyNot(error: unknown, session: ReplaySession): string {
  if (error instanceof SqlTimeoutError) {
    return `Its query, asked for all moments at once, had not ended after ${session.timeoutMs / 1000} s and was cancelled.`;
  }
  const words = session.wordsOf(error);
  const isFailure = error instanceof SqlStatementError && error.notTried === undefined;
  return isFailure ? `Its query fails with its clock set: ${firstLine(words)}` : words;
}
