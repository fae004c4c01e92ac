import { syntaxError, unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { textLiteral } from "./text-literal";
import type { Translator } from "./translator";

const UNITS = [
  "Year",
  "Quarter",
  "Month",
  "Week",
  "Day",
  "Hour",
  "Minute",
  "Second",
  "Millisecond",
  "Microsecond",
];
const CALENDAR_UNITS = new Set(["Year", "Quarter", "Month", "Week", "Day"]);

/**
 * `INTERVAL 3 DAYS`, `INTERVAL '1 02:30:00' DAY TO SECOND`, `INTERVAL '2 days 3 hours'`.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/data-types/interval-type
 */
export function intervalText(node: SyntaxNode, translator: Translator): string {
  const amount = node.node("this");
  const unit = node.optionalPart("unit");
  if (!unit) return listed(amount);
  if (unit.text("type") === "simple") {
    const name = unit.text("unit");
    if (!UNITS.includes(name)) throw unsupported(`INTERVAL … ${name.toUpperCase()}`);
    const type = name === "Second" || name === "Millisecond" ? "DOUBLE" : "INTEGER";
    return `to_${name.toLowerCase()}s(CAST(${translator.expression(amount)} AS ${type}))`;
  }
  return spanned(amount.text("value"), unit.text("this"), unit.text("expression"));
}

/** Whether adding it to a date gives a date. */
export function isCalendarInterval(node: SyntaxNode): boolean {
  const look = node.copy();
  if (look.kind === "paren" || look.kind === "neg") return isCalendarInterval(look.node("this"));
  if (look.kind === "mul") return [look.node("left"), look.node("right")].some(isCalendarInterval);
  return (
    look.kind === "interval" && CALENDAR_UNITS.has(look.optionalPart("unit")?.optionalText("unit") ?? "")
  );
}

/** `'2 days 3 hours'`: DuckDB reads the same words. */
function listed(amount: SyntaxNode): string {
  if (amount.kind !== "literal") throw syntaxError("INTERVAL", "expected a unit");
  const text = amount.text("value");
  amount.ignore("literal_type");
  if (
    !/^(\s*[+-]?\d+(\.\d+)?\s+(year|month|week|day|hour|minute|second|millisecond|microsecond)s?)+\s*$/i.test(
      text,
    )
  ) {
    throw syntaxError(text, "expected an interval");
  }
  return `CAST(${textLiteral(text)} AS INTERVAL)`;
}

const FIELDS = ["Day", "Hour", "Minute", "Second"];

/** `'1 02:30:00' DAY TO SECOND`, `'2-3' YEAR TO MONTH`. */
function spanned(text: string, from: string, to: string): string {
  const [, sign = "", body = ""] = /^\s*([+-]?)(.*?)\s*$/.exec(text) ?? [];
  const parts = body.split(/[\s:-]+/);
  const names =
    from === "Year" ? ["Year", "Month"] : FIELDS.slice(FIELDS.indexOf(from), FIELDS.indexOf(to) + 1);
  if (parts.length !== names.length || !parts.every((part) => /^\d+(\.\d+)?$/.test(part))) {
    throw syntaxError(text, `expected an interval ${from.toUpperCase()} TO ${to.toUpperCase()}`);
  }
  const sum = names.map((name, index) => `to_${name.toLowerCase()}s(${parts[index] ?? "0"})`).join(" + ");
  return `(${sign === "-" ? "-" : ""}(${sum}))`;
}
