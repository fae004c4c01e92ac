import { unsupported } from "../sql-faults";
import { castTo } from "../translate/cast";
import { typed } from "../translate/typed";
import { isNumeric, isSimple } from "../types/coercion";
import { simpleType, duckdbText } from "../types/sql-type";
import { bareUnit, truncationUnit } from "./date-parts";
import { type FunctionCall, type FunctionTable, literalText, scalar, takes } from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#date-timestamp-and-interval-functions */
export const DATE_FUNCTIONS: FunctionTable = {
  add_months: scalar(
    takes("date", "int"),
    ([d = "", n = ""]) => `CAST(${d} + to_months(${n}) AS DATE)`,
    "date",
  ),
  convert_timezone: scalar(2, 3, convertZone, "timestamp"),
  curdate: scalar(0, 0, today, "date"),
  current_date: scalar(0, 0, today, "date"),
  current_timestamp: scalar(0, 0, now, "timestamp"),
  current_timezone: scalar(0, 0, () => "'UTC'", "string"),
  date: scalar(1, 1, (_, call) => date(call), "date"),
  date_add: scalar(2, 3, shifted("+"), shiftedType),
  date_diff: scalar(2, 3, difference, differenceType),
  date_format: scalar(
    2,
    2,
    ([, pattern = ""], call) => `dbx_format_datetime(epoch_us(${timestamp(call)}), ${pattern})`,
    "string",
  ),
  date_from_unix_date: scalar(1, 1, ([n = ""]) => `(DATE '1970-01-01' + CAST(${n} AS INTEGER))`, "date"),
  date_sub: scalar(2, 2, shifted("-"), "date"),
  date_trunc: scalar(2, 2, truncated(0, 1, timestamp), "timestamp"),
  dateadd: scalar(2, 3, shifted("+"), shiftedType),
  datediff: scalar(2, 3, difference, differenceType),
  dayname: scalar(1, 1, (_, call) => `substring(dayname(${date(call)}), 1, 3)`, "string"),
  from_unixtime: scalar(
    1,
    2,
    ([n = "", pattern = "'yyyy-MM-dd HH:mm:ss'"]) =>
      `dbx_format_datetime(CAST(${n} AS BIGINT) * 1000000, ${pattern})`,
    "string",
  ),
  from_utc_timestamp: scalar(
    2,
    2,
    ([, zone = ""], call) => `make_timestamp(dbx_from_utc(epoch_us(${timestamp(call)}), ${zone}))`,
    "timestamp",
  ),
  getdate: scalar(0, 0, now, "timestamp"),
  last_day: scalar(1, 1, (_, call) => `last_day(${date(call)})`, "date"),
  make_date: scalar(
    3,
    3,
    (args) => `make_date(${args.map((arg) => `CAST(${arg} AS BIGINT)`).join(", ")})`,
    "date",
  ),
  make_dt_interval: scalar(0, 4, interval(["days", "hours", "minutes", "seconds"]), "interval"),
  make_interval: scalar(
    0,
    7,
    interval(["years", "months", "weeks", "days", "hours", "minutes", "seconds"]),
    "interval",
  ),
  make_timestamp: scalar(
    6,
    6,
    (args) =>
      `make_timestamp(${args.map((arg, index) => `CAST(${arg} AS ${index === 5 ? "DOUBLE" : "BIGINT"})`).join(", ")})`,
    "timestamp",
  ),
  make_ym_interval: scalar(0, 2, interval(["years", "months"]), "interval"),
  monthname: scalar(1, 1, (_, call) => `substring(monthname(${date(call)}), 1, 3)`, "string"),
  months_between: scalar(
    2,
    3,
    ([, , roundOff = "TRUE"], call) =>
      `dbx_months_between(epoch_us(${timestamp(call)}), epoch_us(${timestamp(call, 1)}), ${roundOff})`,
    "double",
  ),
  next_day: scalar(2, 2, nextDay, "date"),
  now: scalar(0, 0, now, "timestamp"),
  timestamp: scalar(1, 1, (_, call) => timestamp(call), "timestamp"),
  timestamp_micros: scalar(1, 1, ([n = ""]) => `make_timestamp(CAST(${n} AS BIGINT))`, "timestamp"),
  timestamp_millis: scalar(1, 1, ([n = ""]) => `make_timestamp(CAST(${n} AS BIGINT) * 1000)`, "timestamp"),
  timestamp_seconds: scalar(
    1,
    1,
    ([n = ""]) => `make_timestamp(CAST(CAST(${n} AS DECIMAL(38, 6)) * 1000000 AS BIGINT))`,
    "timestamp",
  ),
  timestampadd: scalar(3, 3, shifted("+"), "timestamp"),
  timestampdiff: scalar(3, 3, difference, "bigint"),
  to_date: scalar(
    1,
    2,
    (args, call) => (args[1] === undefined ? date(call) : `CAST(${parsed(args)} AS DATE)`),
    "date",
  ),
  to_timestamp: scalar(
    1,
    2,
    (args, call) => (args[1] === undefined ? timestamp(call) : `CAST(${parsed(args)} AS TIMESTAMP)`),
    "timestamp",
  ),
  to_unix_timestamp: scalar(1, 2, unixSeconds, "bigint"),
  to_utc_timestamp: scalar(
    2,
    2,
    ([, zone = ""], call) => `make_timestamp(dbx_to_utc(epoch_us(${timestamp(call)}), ${zone}))`,
    "timestamp",
  ),
  trunc: scalar(2, 2, truncated(1, 0, date), "date"),
  try_to_date: scalar(1, 2, (args) => `TRY_CAST(${parsed(args)} AS DATE)`, "date"),
  try_to_timestamp: scalar(1, 2, (args) => `TRY_CAST(${parsed(args)} AS TIMESTAMP)`, "timestamp"),
  unix_date: scalar(1, 1, (_, call) => `CAST(${date(call)} - DATE '1970-01-01' AS INTEGER)`, "int"),
  unix_micros: scalar(1, 1, (_, call) => `epoch_us(${timestamp(call)})`, "bigint"),
  unix_millis: scalar(1, 1, (_, call) => `epoch_ms(${timestamp(call)})`, "bigint"),
  unix_seconds: scalar(1, 1, (_, call) => seconds(timestamp(call)), "bigint"),
  unix_timestamp: scalar(0, 2, unixSeconds, "bigint"),
  window: scalar(2, 4, timeWindow, () => ({
    kind: "struct",
    fields: [
      { name: "start", type: simpleType("timestamp") },
      { name: "end", type: simpleType("timestamp") },
    ],
  })),
};

function now(_args: readonly string[], { translator }: FunctionCall): string {
  return `CAST(${duckdbText(translator.surroundings.now.toISOString().slice(0, -1))} AS TIMESTAMP)`;
}

function today(_args: readonly string[], { translator }: FunctionCall): string {
  return `CAST(${duckdbText(translator.surroundings.now.toISOString().slice(0, 10))} AS DATE)`;
}

/** The n-th argument as a date. */
function date({ args, types }: FunctionCall, index = 0): string {
  return castTo(typed(args[index] ?? "", types[index]), simpleType("date"), false).text;
}

function timestamp({ args, types }: FunctionCall, index = 0): string {
  const type = types[index];
  if (isSimple(type, "timestamp")) return args[index] ?? "";
  return castTo(typed(args[index] ?? "", isNumeric(type) ? undefined : type), simpleType("timestamp"), false)
    .text;
}

/** A text in a pattern of its own, or in the usual one. */
function parsed([text = "", pattern]: readonly string[]): string {
  return pattern === undefined
    ? `dbx_timestamp_text(CAST(${text} AS VARCHAR))`
    : `dbx_parse_datetime(${text}, ${pattern})`;
}

function seconds(expression: string): string {
  return `CAST(floor(epoch(${expression})) AS BIGINT)`;
}

function unixSeconds(args: readonly string[], call: FunctionCall): string {
  if (args.length === 0) return seconds(now([], call));
  const isPatterned = args.length === 2 && !isSimple(call.types[0], "date", "timestamp");
  return seconds(isPatterned ? `CAST(${parsed(args)} AS TIMESTAMP)` : timestamp(call));
}

/** A unit that does not exist gives NULL. */
function truncated(unit: number, value: number, read: (call: FunctionCall, index: number) => string) {
  return (_args: readonly string[], call: FunctionCall): string => {
    const name = truncationUnit(literalText(call.nodes[unit]));
    if (name === undefined) return "NULL";
    const text = `date_trunc('${name}', ${read(call, value)})`;
    return read === date ? `CAST(${text} AS DATE)` : `CAST(${text} AS TIMESTAMP)`;
  };
}

/** `date_add(d, 7)`, or with a unit that is written like a column: `date_add(MONTH, 1, d)`. */
function shifted(operator: "+" | "-") {
  return (args: readonly string[], call: FunctionCall): string => {
    const [, second = "", third] = args;
    if (third === undefined) return `(${date(call)} ${operator} CAST(${second} AS INTEGER))`;
    return `(${timestamp(call, 2)} ${operator} to_${bareUnit(call.nodes[0])}s(CAST(${second} AS INTEGER)))`;
  };
}

function shiftedType({ args }: FunctionCall) {
  return simpleType(args.length === 3 ? "timestamp" : "date");
}

/** `datediff(end, start)` in days, or `datediff(HOUR, start, end)` in whole units. */
function difference(args: readonly string[], call: FunctionCall): string {
  if (args.length === 2) return `CAST(${date(call)} - ${date(call, 1)} AS INTEGER)`;
  return `date_sub('${bareUnit(call.nodes[0])}', ${timestamp(call, 1)}, ${timestamp(call, 2)})`;
}

function differenceType({ args }: FunctionCall) {
  return simpleType(args.length === 3 ? "bigint" : "int");
}

/** `[from zone,] to zone, time` */
function convertZone(args: readonly string[], call: FunctionCall): string {
  const [from, to] = args.length === 3 ? args : ["'UTC'", args[0]];
  return `make_timestamp(dbx_from_utc(dbx_to_utc(epoch_us(${timestamp(call, args.length - 1)}), ${from ?? ""}), ${to ?? ""}))`;
}

/** The first such day of the week after the date. */
function nextDay([, day = ""]: readonly string[], call: FunctionCall): string {
  const wanted = `(list_position(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], upper(substring(${day}, 1, 2))))`;
  return `(${date(call)} + CAST((${wanted} - isodow(${date(call)}) + 6) % 7 + 1 AS INTEGER))`;
}

function interval(units: readonly string[]) {
  return (args: readonly string[]): string => {
    const parts = args.map((arg, index) => {
      const unit = units[index] ?? "";
      return `to_${unit}(CAST(${arg} AS ${unit === "seconds" ? "DOUBLE" : "INTEGER"}))`;
    });
    return `(${parts.length ? parts.join(" + ") : "to_days(0)"})`;
  };
}

/** Windows that follow one another, counted from 1970. */
function timeWindow([, width = "", slide]: readonly string[], call: FunctionCall): string {
  if (slide !== undefined) throw unsupported("window with a slide or a start");
  const start = `time_bucket(CAST(${width} AS INTERVAL), ${timestamp(call)}, TIMESTAMP '1970-01-01')`;
  return `{'start': ${start}, 'end': ${start} + CAST(${width} AS INTERVAL)}`;
}
