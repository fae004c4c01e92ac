import { unsupported } from "../sql-faults";
import { textLiteral } from "../translate/literals";
import { strftimePattern } from "./datetime-pattern";
import {
  literalText,
  macro,
  scalar,
  type Call,
  type FunctionSpec,
  type FunctionTable,
} from "./function-spec";

// One line per unit and its synonyms.
// prettier-ignore
const UNITS: Readonly<Record<string, string>> = {
  YEAR: "year", YYYY: "year", YY: "year",
  QUARTER: "quarter",
  MONTH: "month", MM: "month", MON: "month",
  WEEK: "week",
  DAY: "day", DD: "day",
  HOUR: "hour", MINUTE: "minute", SECOND: "second", MILLISECOND: "millisecond",
};

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#date-timestamp-and-interval-functions */
export const DATE_FUNCTIONS: FunctionTable = {
  add_months: macro("dbx_add_months", 2),
  curdate: scalar(0, 0, today),
  current_date: scalar(0, 0, today),
  current_timestamp: scalar(0, 0, now),
  date: scalar(1, 1, ([d = ""]) => date(d)),
  date_add: scalar(2, 3, shifted("+")),
  date_diff: scalar(2, 3, difference),
  date_format: scalar(
    2,
    2,
    ([t = ""], { nodes }) => `strftime(${timestamp(t)}, ${strftimePattern(literalText(nodes[1]))})`,
  ),
  date_from_unix_date: scalar(1, 1, ([n = ""]) => `(DATE '1970-01-01' + CAST(${n} AS INTEGER))`),
  date_sub: scalar(2, 2, shifted("-")),
  date_trunc: scalar(
    2,
    2,
    ([, t = ""], { nodes }) => `date_trunc(${unit(literalText(nodes[0]))}, ${timestamp(t)})`,
  ),
  dateadd: scalar(2, 3, shifted("+")),
  datediff: scalar(2, 3, difference),
  day: part("day"),
  dayofmonth: part("day"),
  dayofweek: scalar(1, 1, ([d = ""]) => `CAST(dayofweek(${date(d)}) + 1 AS INTEGER)`),
  dayofyear: part("dayofyear"),
  from_unixtime: scalar(
    1,
    2,
    ([n = ""], { nodes }) =>
      `strftime(make_timestamp(CAST(${n} AS BIGINT) * 1000000), ${nodes[1] ? strftimePattern(literalText(nodes[1])) : "'%Y-%m-%d %H:%M:%S'"})`,
  ),
  getdate: scalar(0, 0, now),
  hour: clockPart("hour"),
  last_day: scalar(1, 1, ([d = ""]) => `last_day(${date(d)})`),
  make_date: scalar(3, 3, (args) => `make_date(${args.join(", ")})`),
  minute: clockPart("minute"),
  month: part("month"),
  now: scalar(0, 0, now),
  quarter: part("quarter"),
  second: clockPart("second"),
  timestamp: scalar(1, 1, ([t = ""]) => timestamp(t)),
  timestampadd: scalar(3, 3, shifted("+")),
  timestampdiff: scalar(3, 3, difference),
  to_date: scalar(1, 2, ([d = ""], { nodes }) =>
    nodes[1] ? date(`strptime(${d}, ${strftimePattern(literalText(nodes[1]))})`) : date(d),
  ),
  to_timestamp: scalar(1, 2, ([t = ""], { nodes }) =>
    nodes[1] ? `strptime(${t}, ${strftimePattern(literalText(nodes[1]))})` : timestamp(t),
  ),
  to_unix_timestamp: scalar(1, 1, ([t = ""]) => seconds(timestamp(t))),
  trunc: scalar(2, 2, ([d = ""], { nodes }) =>
    date(`date_trunc(${unit(literalText(nodes[1]))}, ${date(d)})`),
  ),
  try_to_timestamp: scalar(1, 1, ([t = ""]) => `TRY_CAST(${t} AS TIMESTAMP)`),
  unix_date: scalar(1, 1, ([d = ""]) => `CAST(${date(d)} - DATE '1970-01-01' AS INTEGER)`),
  unix_millis: scalar(1, 1, ([t = ""]) => `epoch_ms(${timestamp(t)})`),
  unix_seconds: scalar(1, 1, ([t = ""]) => seconds(timestamp(t))),
  unix_timestamp: scalar(0, 1, ([t], call) => seconds(t === undefined ? now([], call) : timestamp(t))),
  weekday: scalar(1, 1, ([d = ""]) => `CAST(isodow(${date(d)}) - 1 AS INTEGER)`),
  weekofyear: part("weekofyear"),
  year: part("year"),
};

function now(_args: readonly string[], { translator }: Call): string {
  return `CAST(${textLiteral(translator.surroundings.now.toISOString().slice(0, -1))} AS TIMESTAMP)`;
}

function today(_args: readonly string[], { translator }: Call): string {
  return `CAST(${textLiteral(translator.surroundings.now.toISOString().slice(0, 10))} AS DATE)`;
}

function date(expression: string): string {
  return `CAST(${expression} AS DATE)`;
}

function timestamp(expression: string): string {
  return `CAST(${expression} AS TIMESTAMP)`;
}

function seconds(expression: string): string {
  return `CAST(floor(epoch(${expression})) AS BIGINT)`;
}

function part(name: string): FunctionSpec {
  return scalar(1, 1, ([d = ""]) => `CAST(${name}(${date(d)}) AS INTEGER)`);
}

function clockPart(name: string): FunctionSpec {
  return scalar(1, 1, ([t = ""]) => `CAST(${name}(${timestamp(t)}) AS INTEGER)`);
}

function unit(name: string | undefined): string {
  const known = name === undefined ? undefined : UNITS[name.toUpperCase()];
  if (known === undefined) throw unsupported(`the date unit ${name ?? "that is no literal"}`);
  return `'${known}'`;
}

/** `date_add(d, 7)`, or with a unit that is written like a column: `date_add(MONTH, 1, d)`. */
function shifted(operator: "+" | "-") {
  return (args: readonly string[], { nodes }: Call): string => {
    const [first = "", second = "", third] = args;
    if (third === undefined) return `(${date(first)} ${operator} CAST(${second} AS INTEGER))`;
    const name = bareUnit(nodes[0]);
    return `(${timestamp(third)} ${operator} to_${name}s(CAST(${second} AS INTEGER)))`;
  };
}

/** `datediff(end, start)` in days, or `datediff(HOUR, start, end)` in whole units. */
function difference(args: readonly string[], { nodes }: Call): string {
  const [first = "", second = "", third] = args;
  if (third === undefined) return `CAST(${date(first)} - ${date(second)} AS INTEGER)`;
  return `date_sub('${bareUnit(nodes[0])}', ${timestamp(second)}, ${timestamp(third)})`;
}

function bareUnit(node: Call["nodes"][number] | undefined): string {
  const name = node?.kind === "column" ? node.part("name").text("name") : "";
  return unit(name).slice(1, -1);
}
