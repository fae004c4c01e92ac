/** A datetime pattern in pieces: runs of one letter, and text that stands for itself. */
export interface PatternPiece {
  readonly letter: string;
  readonly count: number;
  readonly text: string;
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datetime-pattern */
export function patternPieces(pattern: string): PatternPiece[] {
  return [...pattern.matchAll(/'((?:[^']|\'\')*)'|([A-Za-z])\2*|[^A-Za-z']+/g)].map((match) => {
    const [run, quoted, letter] = match;
    if (quoted !== undefined)
      return { letter: "", count: 0, text: quoted === "" ? "'" : quoted.replaceAll("''", "'") };
    return letter === undefined
      ? { letter: "", count: 0, text: run }
      : { letter, count: run.length, text: run };
  });
}

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
export const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
