/** What the program says of a table that it looked for. */
export interface LookedFor {
  /** There was none: whatever the state says, it is made anew. */
  readonly isMissing: boolean;
}

interface CountedMissing {
  /** How often there was none, as far as the state goes back. */
  readonly timesMissing?: number;
}

/** What the engine keeps: in place of `isMissing` how often that was so, so that only a table that goes missing is a change. */
export type TimesMissing<Declared extends LookedFor> = Omit<Declared, "isMissing"> & CountedMissing;

export function countMissing<Declared extends LookedFor>(
  olds: CountedMissing,
  { isMissing, ...news }: Declared,
): TimesMissing<Declared> {
  return { ...news, timesMissing: (olds.timesMissing ?? 0) + (isMissing ? 1 : 0) };
}

/** Whether the table went missing since `olds`. */
export function wentMissing(olds: CountedMissing, news: CountedMissing): boolean {
  return (news.timesMissing ?? 0) > (olds.timesMissing ?? 0);
}
