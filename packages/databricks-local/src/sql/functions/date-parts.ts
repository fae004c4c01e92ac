import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { castTo } from "../translate/cast";
import { typed } from "../translate/typed";
import { isSimple } from "../types/coercion";
import { simpleType } from "../types/sql-type";
import {
  type FunctionCall,
  type FunctionSpec,
  type FunctionTable,
  literalText,
  scalar,
} from "./function-spec";

/** DuckDB's part → the names that EXTRACT knows it by. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  year: ["year", "y", "years", "yr", "yrs"],
  isoyear: ["yearofweek"],
  quarter: ["quarter", "qtr"],
  month: ["month", "mon", "mons", "months"],
  week: ["week", "w", "weeks", "weekofyear"],
  day: ["day", "d", "days"],
  dayofweek: ["dayofweek", "dow"],
  isodow: ["dayofweekiso", "dayofweek_iso", "dow_iso"],
  dayofyear: ["dayofyear", "doy"],
  hour: ["hour", "h", "hours", "hr", "hrs"],
  minute: ["minute", "m", "min", "mins", "minutes"],
  second: ["second", "s", "sec", "seconds", "secs"],
};

/** Parts of dates and times. @see https://docs.databricks.com/aws/en/sql/language-manual/functions/extract */
export const DATE_PARTS: FunctionTable = {
  date_part: named(),
  datepart: named(),
  day: part("day"),
  dayofmonth: part("day"),
  dayofweek: part("dayofweek"),
  dayofyear: part("dayofyear"),
  hour: part("hour"),
  minute: part("minute"),
  month: part("month"),
  quarter: part("quarter"),
  second: part("second"),
  weekday: scalar(1, 1, (args, call) => `(${printPart("isodow", args, call, 0)} - 1)`, "int"),
  weekofyear: part("week"),
  year: part("year"),
  ...Object.fromEntries(
    Object.entries(FIELDS).flatMap(([name, words]) =>
      words.map((word): [string, FunctionSpec] => [`extract_${word}`, extracted(name)]),
    ),
  ),
};

function part(name: string): FunctionSpec {
  return scalar(1, 1, (args, call) => printPart(name, args, call, 0), "int");
}

/** EXTRACT gives seconds with their fraction. */
function extracted(name: string, index = 0): FunctionSpec {
  if (name !== "second") return { ...part(name), print: (call) => printPart(name, call.args, call, index) };
  return scalar(
    1,
    1,
    (args, call) =>
      `CAST(CAST(microsecond(${time(args, call, index)}) AS DECIMAL(8, 0)) / 1000000 AS DECIMAL(8, 6))`,
    () => ({ kind: "decimal", precision: 8, scale: 6 }),
  );
}

/** `date_part('quarter', d)` */
function named(): FunctionSpec {
  const chosen = (call: FunctionCall): FunctionSpec => {
    const word = literalText(call.nodes[0])?.toLowerCase() ?? "";
    const [name] = Object.entries(FIELDS).find(([, words]) => words.includes(word)) ?? [];
    if (name === undefined) throw unsupported(`the part "${word}" of a date`);
    return extracted(name, 1);
  };
  return scalar(
    2,
    2,
    (_, call) => chosen(call).print(call),
    (call) => chosen(call).type(call),
  );
}

function printPart(name: string, args: readonly string[], call: FunctionCall, index: number): string {
  // Sunday is 1.
  const text = `CAST(${name}(${time(args, call, index)}) AS INTEGER)`;
  return name === "dayofweek" ? `(${text} + 1)` : text;
}

function time(args: readonly string[], { types }: FunctionCall, index: number): string {
  const [text = "", type] = [args[index], types[index]];
  if (isSimple(type, "interval", "timestamp", "date")) return text;
  return castTo(typed(text, type), simpleType("timestamp"), false).text;
}

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
