import { unsupported } from "../sql-faults";
import { textLiteral } from "../translate/literals";

/** Letters of Databricks' patterns → strftime's, longest first where one is the other's beginning. */
const LETTERS: Readonly<Record<string, string>> = {
  yyyy: "%Y",
  y: "%Y",
  yy: "%y",
  MMMM: "%B",
  MMM: "%b",
  MM: "%m",
  M: "%-m",
  dd: "%d",
  d: "%-d",
  HH: "%H",
  H: "%-H",
  hh: "%I",
  mm: "%M",
  ss: "%S",
  SSS: "%g",
  SSSSSS: "%f",
  EEEE: "%A",
  EEE: "%a",
  E: "%a",
  a: "%p",
};

/**
 * A datetime pattern as a strftime literal.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datetime-pattern
 */
export function strftimePattern(pattern: string | undefined): string {
  if (pattern === undefined) throw unsupported("a datetime pattern that is no literal");
  const text = pattern.replace(/'([^']*)'|([A-Za-z])\2*|%/g, (run, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted.replaceAll("%", "%%");
    if (run === "%") return "%%";
    const letters = LETTERS[run];
    if (letters === undefined) throw unsupported(`"${run}" in the datetime pattern "${pattern}"`);
    return letters;
  });
  return textLiteral(text);
}
