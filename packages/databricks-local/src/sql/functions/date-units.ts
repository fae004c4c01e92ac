import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";

// One line per unit and its synonyms.
// prettier-ignore
const UNITS: Readonly<Record<string, string>> = {
  YEAR: "year", YYYY: "year", YY: "year",
  QUARTER: "quarter",
  MONTH: "month", MM: "month", MON: "month",
  WEEK: "week",
  DAY: "day", DD: "day", DAYOFYEAR: "day",
  HOUR: "hour", MINUTE: "minute", SECOND: "second", MILLISECOND: "millisecond", MICROSECOND: "microsecond",
};

/** The unit of `date_trunc` and `trunc`; undefined: there is no such unit, which gives NULL. */
export function truncationUnit(name: string | undefined): string | undefined {
  if (name === undefined) throw unsupported("a date unit that is no literal");
  return UNITS[name.toUpperCase()];
}

/** A unit that is written like a column: `dateadd(MONTH, …)`. */
export function bareUnit(node: SyntaxNode | undefined): string {
  const look = node?.copy();
  const name = look?.kind === "column" ? look.part("name").text("name") : "";
  const known = UNITS[name.toUpperCase()];
  if (known === undefined) throw unsupported(`the date unit ${name}`);
  return known;
}
