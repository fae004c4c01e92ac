import { shownUpTo } from "../../messages/words";
import type { DiffLine } from "../words/query-diff";
import { longestRun } from "./inline";

const MAX_LINE = 400;
const MAX_LINES = 60;

/** Groups of lines as a fenced diff; the fence is longer than any that the lines hold. */
export function diffBlock(groups: readonly (readonly DiffLine[])[]): string[] {
  const lines = groups.flatMap((group, index) => [
    ...(index > 0 ? ["  …"] : []),
    ...group.map(({ sign, text }) => `${sign} ${shownUpTo(text, MAX_LINE)}`),
  ]);
  const shown = lines.slice(0, MAX_LINES);
  const rest = lines.length - shown.length;
  const fence = "`".repeat(Math.max(3, longestRun(shown.join("\n")) + 1));
  return [`${fence}diff`, ...shown, ...(rest > 0 ? [`  … ${rest} more lines`] : []), fence];
}
