/** What the program says of a table that it looked for. */
export interface FoundMissing {
  /** There was none: whatever the state says, it is made anew. */
  readonly isMissing?: boolean;
  /** How often that was so. The engine keeps it in place of `isMissing`, so that only a table that goes missing is a change. */
  readonly timesMissing?: number;
}

/** The inputs as the engine keeps them. */
export function countMissing<Inputs extends FoundMissing>(
  olds: Partial<Inputs>,
  { isMissing, ...news }: Inputs,
): Omit<Inputs, "isMissing"> {
  return { ...news, timesMissing: (olds.timesMissing ?? 0) + (isMissing === true ? 1 : 0) };
}

/** Whether the table went missing since `olds`. */
export function wentMissing(olds: FoundMissing, news: FoundMissing): boolean {
  return (news.timesMissing ?? 0) > (olds.timesMissing ?? 0);
}
