import { syntaxError, unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { simpleType, duckdbText } from "../types/sql-type";
import { typeOfSyntax } from "../types/type-of-syntax";
import { castTo } from "./cast";
import type { ExpressionPrinter, Translator } from "./translator";
import { typed, type Typed } from "./typed";

/** Literals, intervals, casts and bound values. */
export const LITERALS: Readonly<Record<string, ExpressionPrinter>> = {
  literal: (node) => {
    const value = node.text("value");
    const type = node.text("literal_type");
    switch (type) {
      case "number":
        return numberLiteral(value);
      case "string":
      case "raw_string":
        return typed(duckdbText(value), simpleType("string"));
      case "date":
        return typed(`CAST(${duckdbText(value)} AS DATE)`, simpleType("date"));
      case "timestamp":
        return castTo(typed(duckdbText(value), simpleType("string")), simpleType("timestamp"), false);
      case "hex_string":
        return typed(`from_hex(${duckdbText(value)})`, simpleType("binary"));
      default:
        throw unsupported(`literals of the kind ${type}`);
    }
  },
  boolean: (node) => typed(node.flag("value") ? "TRUE" : "FALSE", simpleType("boolean")),
  null: () => typed("NULL", simpleType("void")),
  parameter: (node, translator) => {
    node.ignore("style");
    const name = node.text("name");
    const { parameters } = translator.surroundings;
    return typed(parameters.use(name), parameters.typeOf(name));
  },
  interval: (node, translator) => {
    if (!node.has("unit") && node.node("this").kind !== "literal")
      throw syntaxError("INTERVAL", "expected a unit");
    return typed(intervalText(node, translator), simpleType("interval"));
  },
  cast: (node, translator) => printCast(node, translator, false),
  try_cast: (node, translator) => printCast(node, translator, true),
};

function printCast(node: SyntaxNode, translator: Translator, isTry: boolean): Typed {
  return castTo(translator.typed(node.node("this")), typeOfSyntax(node.part("to")), isTry);
}

/**
 * Digits alone are INT, BIGINT or DECIMAL, by their size; a point makes a DECIMAL, an exponent a DOUBLE.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/data-types/decimal-type
 */
function numberLiteral(value: string): Typed {
  if (/e/i.test(value)) return typed(value, simpleType("double"));
  const [whole = "", fraction = ""] = value.split(".");
  const digits = whole.replace(/^0+/, "");
  if (value.includes(".") || digits.length > 18) {
    const precision = Math.max(1, digits.length + fraction.length);
    if (!value.includes(".") && BigInt(value) <= 9223372036854775807n)
      return typed(value, simpleType("bigint"));
    return typed(`CAST(${duckdbText(value)} AS DECIMAL(${precision}, ${fraction.length}))`, {
      kind: "decimal",
      precision,
      scale: fraction.length,
    });
  }
  return typed(value, simpleType(Number(value) > 2147483647 ? "bigint" : "int"));
}

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
function intervalText(node: SyntaxNode, translator: Translator): string {
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
  )
    throw syntaxError(text, "expected an interval");

  return `CAST(${duckdbText(text)} AS INTERVAL)`;
}

const FIELDS = ["Day", "Hour", "Minute", "Second"];

/** `'1 02:30:00' DAY TO SECOND`, `'2-3' YEAR TO MONTH`. */
function spanned(text: string, from: string, to: string): string {
  const [, sign = "", body = ""] = /^\s*([+-]?)(.*?)\s*$/.exec(text) ?? [];
  const parts = body.split(/[\s:-]+/);
  const names =
    from === "Year" ? ["Year", "Month"] : FIELDS.slice(FIELDS.indexOf(from), FIELDS.indexOf(to) + 1);
  if (parts.length !== names.length || !parts.every((part) => /^\d+(\.\d+)?$/.test(part)))
    throw syntaxError(text, `expected an interval ${from.toUpperCase()} TO ${to.toUpperCase()}`);

  const sum = names.map((name, index) => `to_${name.toLowerCase()}s(${parts[index] ?? "0"})`).join(" + ");
  return `(${sign === "-" ? "-" : ""}(${sum}))`;
}
