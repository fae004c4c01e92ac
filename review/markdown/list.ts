const MOST_LINES = 25;
const MOST_CHARACTERS = 10_000;

/** A list that stays short: so many lines of so many characters in all, and the number of the others. */
export function list(lines: readonly string[], mostLines = MOST_LINES): string {
  let used = 0;
  const shown = lines.slice(0, mostLines).filter((line) => (used += line.length) <= MOST_CHARACTERS);
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].map((line) => `- ${line}`).join("\n");
}
