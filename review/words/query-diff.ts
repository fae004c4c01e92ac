import { structuredPatch } from "diff";

/** A line of a query that went, came or stayed. */
export interface DiffLine {
  readonly sign: "+" | "-" | " ";
  readonly text: string;
}

const CONTEXT = 2;

/** Changed lines with two lines around them, in groups; none where only blanks differ. */
export function queryDiff(before: string, after: string): readonly (readonly DiffLine[])[] {
  const options = { context: CONTEXT, ignoreWhitespace: true };
  const { hunks } = structuredPatch("", "", unblanked(before), unblanked(after), "", "", options);
  return hunks.map(({ lines }) =>
    lines
      .filter((line) => !line.startsWith("\\"))
      .map((line) => ({ sign: signOf(line), text: line.slice(1) })),
  );
}

/** A difference in line ends, in blanks at the end of lines or in empty lines is none. */
function unblanked(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trimEnd());
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}

function signOf(line: string): DiffLine["sign"] {
  return line.startsWith("+") ? "+" : line.startsWith("-") ? "-" : " ";
}
