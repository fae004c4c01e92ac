import type { AuthoredAlert, Guards } from "../../alerting/authored-alert";
import type { Silence } from "../../alerting/silences/silence";
import { SqlStatementError, SqlTimeoutError } from "../../databricks/sql-statement-error";
import type { EvaluatedAlert } from "../evaluate/wrapper-query";
import { proposedChoice } from "./choices";
import { caveatsOf, firstLine } from "./caveats";
import type { ReplaySession } from "./replay-session";
import { replayedEvaluations, type ReplayedEvaluations } from "./replayed-evaluations";
import { summarise } from "./summarise";

/** What can be replayed: what can be evaluated, with a schedule and who is told. */
export interface ReplayedAlert extends EvaluatedAlert, Guards, Pick<AuthoredAlert, "schedule"> {
  readonly evaluation: AuthoredAlert["evaluation"];
  /**
   * Rows of alert_silences that cover it: they count where the alert heeds silences.
   * @default none
   */
  readonly silencedBy?: readonly Silence[];
}

/** The time that is replayed. */
export interface ReplayWindow {
  readonly from: Date;
  /** Not in it. */
  readonly to: Date;
  /**
   * Reads each table as it was at the moment (`TIMESTAMP AS OF`). Where one cannot be read so, there is no replay.
   * @default false: data as known today
   */
  readonly timeTravel?: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The last `days` days before `now`. */
export function lastDays(days: number, now: Date): ReplayWindow {
  return { from: new Date(now.getTime() - days * DAY_MS), to: now };
}

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
    const proposal = proposedChoice(alert, replayed.evaluations, window);
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      basis: timeTravel ? "time travel" : basisOf(replayed),
      ...summarise(replayed.evaluations, alert.evaluation.notification, window),
      ...(replayed.open.length !== 0 && { notEvaluated: replayed.open.length }),
      ...(replayed.hidden && { hidden: replayed.hidden.at.length }),
      caveats: caveatsOf(alert, replayed, timeTravel),
      ...(proposal && {
        proposal: {
          firesFor: proposal.cells.fires_for ?? "",
          episodes: proposal.episodes,
          laterSeconds: proposal.laterSeconds ?? 0,
        },
      }),
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
  if (error instanceof SqlTimeoutError)
    return `Its query, asked for all moments at once, had not ended after ${session.timeoutMs / 1000} s and was cancelled.`;

  const words = session.wordsOf(error);
  const isFailure = error instanceof SqlStatementError && error.notTried === undefined;
  return isFailure ? `Its query fails with its clock set: ${firstLine(words)}` : words;
}

/**
 * Which rows each evaluation saw: those whose own time is not after it; those that the tables had then, by their history;
 * or all that there are today, of one table at least.
 */
export const REPLAY_BASES = ["rows up to each moment", "time travel", "data as known today"] as const;

type ReplayBasis = (typeof REPLAY_BASES)[number];

/** What an alert would have done at each scheduled time of a window. An estimate: see `basis`. */
export interface Replay {
  /** The window, ISO 8601; the end is not in it. */
  readonly from: string;
  readonly to: string;
  readonly basis: ReplayBasis;
  readonly evaluations: number;
  /** Runs that are no evaluations here, as it could not be told what they give; left out where there is none. */
  readonly notEvaluated?: number;
  readonly firing: number;
  /** Firings that a silence hid: they are not among `firing`. Left out where there is none. */
  readonly hidden?: number;
  readonly errors: number;
  /** Runs of neighbouring evaluations that fire. */
  readonly episodes: number;
  readonly longestEpisodeSeconds: number;
  /** Notifications sent, by the rules of retrigger_seconds and notify_on_ok. */
  readonly messages: number;
  /** Share of firing evaluations (0 … 1) in each of at most 60 equal slots of the window; null where none fell into it. */
  readonly sparkline: readonly (number | null)[];
  /** What the reader should know before they trust it. */
  readonly caveats: readonly string[];
  /** A noise rule by which it would have fired much less often; left out where there is none. */
  readonly proposal?: {
    /** As a row says it: `2 of 3`. */
    readonly firesFor: string;
    readonly episodes: number;
    /** How much later the first notice of an episode comes, on average. */
    readonly laterSeconds: number;
  };
}

/** Why there is no replay, in one sentence: `its query reads the clock through a view`. */
export interface NotReplayed {
  readonly reason: string;
}
