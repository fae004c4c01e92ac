/**
 * Which rows each evaluation saw: those whose own time is not after it; those that the tables had then, by their history;
 * or all that there are today, of one table at least.
 */
export const REPLAY_BASES = ["rows up to each moment", "time travel", "data as known today"] as const;
export type ReplayBasis = (typeof REPLAY_BASES)[number];

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
}

/** Why there is no replay, in one sentence: `its query reads the clock through a view`. */
export interface NotReplayed {
  readonly reason: string;
}
