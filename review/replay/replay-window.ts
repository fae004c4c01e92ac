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
