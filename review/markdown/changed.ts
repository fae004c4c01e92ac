import type { Sides } from "../report/alert-review";

/** `~~old~~ **new**`, or the one text where both sides say the same or there is one only. */
export function changed({ before, after }: Sides<string>): string {
  if (after === undefined) return before ?? "";
  return before === undefined || before === after ? after : `~~${before}~~ **${after}**`;
}

/** The same for one part of both sides. */
export function changedPart<T>({ before, after }: Sides<T>, part: (side: T) => string | undefined): string {
  return changed({ before: before && part(before), after: after && part(after) });
}
