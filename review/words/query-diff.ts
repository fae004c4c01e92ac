import { diffArrays } from "diff";

/** A line of a query that went, came or stayed. */
export interface DiffLine {
  readonly sign: "+" | "-" | " ";
  readonly text: string;
}

const CONTEXT = 2;
/** Queries that differ in more lines are shown whole, one behind the other: to find the fewest takes the square of that. */
const MOST_CHANGED = 1_000;

/** Changed lines with two lines around them, in groups; none where only blanks differ. */
export function queryDiff(before: string, after: string): readonly (readonly DiffLine[])[] {
  if (unblanked(before) === unblanked(after)) return [];
  const [old, now] = [before, after].map((query) =>
    linesOf(query).map((text) => ({ text, meaning: unblanked(text) })),
  );
  const lines = (changesOf(old ?? [], now ?? []) ?? replaced(old ?? [], now ?? [])).flatMap(
    ({ added, removed, value }) =>
      value.map(({ text }): DiffLine => ({ sign: added ? "+" : removed ? "-" : " ", text })),
  );
  return grouped(lines);
}

interface Line {
  readonly text: string;
  /** Lines with the same are not shown as changed. */
  readonly meaning: string;
}

function changesOf(old: readonly Line[], now: readonly Line[]) {
  const comparator = (one: Line, other: Line) => one.meaning === other.meaning;
  return diffArrays([...old], [...now], { comparator, maxEditLength: MOST_CHANGED });
}

function replaced(old: readonly Line[], now: readonly Line[]) {
  return [
    { added: false, removed: true, value: old },
    { added: true, removed: false, value: now },
  ];
}

function linesOf(query: string): string[] {
  return query.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
}

/** Without the blanks that mean nothing: those in a text, a name or a comment's line may. */
function unblanked(query: string): string {
  return query.replaceAll(/'[^']*'|"[^"]*"|`[^`]*`|\s+/g, (part) => (part.trim() === "" ? " " : part)).trim();
}

function grouped(lines: readonly DiffLine[]): DiffLine[][] {
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ sign }) => sign !== " ");
  const groups: DiffLine[][] = [];
  lines.forEach((line, index) => {
    if (!isNear(index)) return;
    if (index === 0 || groups.length === 0 || !isNear(index - 1)) groups.push([]);
    groups.at(-1)?.push(line);
  });
  return groups;
}
