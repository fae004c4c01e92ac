import { castTo, sessionCast } from "../translate/cast";
import { typed } from "../translate/typed";
import { isSimple } from "../types/coercion";
import { type Wanted } from "../types/implicit-cast";
import { duckdbText, simpleType } from "../types/sql-type";
import { DATE_UNITS } from "./date-units";
import { type FunctionCall, type FunctionSpec, type FunctionTable, scalar } from "./function-spec";
import { exactly, may, takes, type Takes, takesAny } from "./takes";
import { TIME_MAKERS } from "./time-makers";

/** A time, or a text that is read as one. */
const READABLE: Wanted = ["string", "date", "timestamp", "timestamp_ntz"];

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#date-timestamp-and-interval-functions */
export const DATE_FUNCTIONS: FunctionTable = {
  ...DATE_UNITS,
  ...TIME_MAKERS,
  add_months: scalar(
    takes("date", "int"),
    ([d = "", n = ""]) => `CAST(${d} + to_months(${n}) AS DATE)`,
    "date",
  ),
  convert_timezone: scalar(zoneArguments(), convertZone, "timestamp_ntz"),
  curdate: scalar(takes(), today, "date"),
  current_date: scalar(takes(), today, "date"),
  current_timestamp: scalar(takes(), now, "timestamp"),
  current_timezone: scalar(takes(), () => "'UTC'", "string"),
  date: conversion("date"),
  date_format: scalar(
    takes("timestamp", "string"),
    ([t = "", pattern = ""]) => `dbx_format_datetime(epoch_us(${t}), ${pattern})`,
    "string",
  ),
  date_from_unix_date: scalar(takes("int"), ([n = ""]) => `(DATE '1970-01-01' + ${n})`, "date"),
  dayname: scalar(takes("date"), ([d = ""]) => `substring(dayname(${d}), 1, 3)`, "string"),
  from_unixtime: scalar(
    takes("bigint", may("string")),
    ([n = "", pattern = "'yyyy-MM-dd HH:mm:ss'"]) => `dbx_format_datetime(${n} * 1000000, ${pattern})`,
    "string",
  ),
  from_utc_timestamp: scalar(
    takes("timestamp", "string"),
    ([t = "", zone = ""]) => `make_timestamp(dbx_from_utc(epoch_us(${t}), ${zone}))`,
    "timestamp",
  ),
  getdate: scalar(takes(), now, "timestamp"),
  last_day: scalar(takes("date"), ([d = ""]) => `last_day(${d})`, "date"),
  localtimestamp: scalar(takes(), now, "timestamp_ntz"),
  monthname: scalar(takes("date"), ([d = ""]) => `substring(monthname(${d}), 1, 3)`, "string"),
  months_between: scalar(
    takes("timestamp", "timestamp", may("boolean")),
    ([a = "", b = "", roundOff = "TRUE"]) =>
      `dbx_months_between(epoch_us(${a}), epoch_us(${b}), ${roundOff})`,
    "double",
  ),
  next_day: scalar(
    takes("date", "string"),
    ([d = "", day = ""]) => `memory.main.dbx_next_day(${d}, ${day})`,
    "date",
  ),
  now: scalar(takes(), now, "timestamp"),
  timestamp: conversion("timestamp"),
  timestamp_micros: scalar(
    takes(exactly("integral")),
    ([n = ""]) => `make_timestamp(CAST(${n} AS BIGINT))`,
    "timestamp",
  ),
  timestamp_millis: scalar(
    takes(exactly("integral")),
    ([n = ""]) => `make_timestamp(memory.main.dbx_units(${n}, 1000))`,
    "timestamp",
  ),
  timestamp_seconds: scalar(takes(exactly("numeric")), timestampOfSeconds, "timestamp"),
  to_date: parser("date", READABLE),
  to_timestamp: parser("timestamp", [...READABLE, "numeric"]),
  to_timestamp_ltz: parser("timestamp", [...READABLE, "numeric"]),
  to_timestamp_ntz: parser("timestamp_ntz", READABLE),
  to_unix_timestamp: scalar(takes(exactly(READABLE), may("string")), unixSeconds, "bigint"),
  to_utc_timestamp: scalar(
    takes("timestamp", "string"),
    ([t = "", zone = ""]) => `make_timestamp(dbx_to_utc(epoch_us(${t}), ${zone}))`,
    "timestamp",
  ),
  try_to_date: parser("date", READABLE, true),
  try_to_timestamp: parser("timestamp", [...READABLE, "numeric"], true),
  unix_date: scalar(takes(exactly("date")), ([d = ""]) => `CAST(${d} - DATE '1970-01-01' AS INTEGER)`, "int"),
  unix_micros: scalar(
    takes(exactly(["timestamp", "timestamp_ntz"])),
    ([t = ""]) => `epoch_us(${t})`,
    "bigint",
  ),
  unix_millis: scalar(
    takes(exactly(["timestamp", "timestamp_ntz"])),
    ([t = ""]) => wholeUnits(t, 1000),
    "bigint",
  ),
  unix_seconds: scalar(
    takes(exactly(["timestamp", "timestamp_ntz"])),
    ([t = ""]) => wholeUnits(t, 1_000_000),
    "bigint",
  ),
  unix_timestamp: scalar(takes(may(exactly(READABLE)), may("string")), unixSeconds, "bigint"),
};

function now(_args: readonly string[], { translator }: FunctionCall): string {
  return `CAST(${duckdbText(translator.surroundings.now.toISOString().slice(0, -1))} AS TIMESTAMP)`;
}

function today(_args: readonly string[], { translator }: FunctionCall): string {
  return `CAST(${duckdbText(translator.surroundings.now.toISOString().slice(0, 10))} AS DATE)`;
}

/** `date(x)` is a cast. */
function conversion(name: "date" | "timestamp"): FunctionSpec {
  return scalar(
    takesAny(1),
    ([x = ""], { types, translator }) =>
      sessionCast(typed(x, types[0]), simpleType(name), translator.surroundings).text,
    name,
  );
}

/** How many whole units a time is behind 1970. */
function wholeUnits(time: string, micros: number): string {
  return `CAST(memory.main.dbx_floor_divide(epoch_us(${time}), ${micros}) AS BIGINT)`;
}

/** A text in a pattern of its own, or in the usual one; what is a time already is cast, and a pattern plays no part. */
function parser(name: "date" | "timestamp" | "timestamp_ntz", wanted: Wanted, isTry = false): FunctionSpec {
  return scalar(
    takes(wanted, may("string")),
    ([text = "", pattern], { types: [type] }) => {
      if (pattern === undefined || !isSimple(type, "string"))
        return castTo(typed(text, type), simpleType(name), isTry).text;
      const time = `make_timestamp(dbx_${isTry ? "try_" : ""}parse_datetime(${text}, ${pattern}))`;
      return castTo(typed(time, simpleType("timestamp")), simpleType(name)).text;
    },
    name,
  );
}

function unixSeconds(args: readonly string[], call: FunctionCall): string {
  const [text, pattern = "'yyyy-MM-dd HH:mm:ss'"] = args;
  const type = call.types[0];
  if (text === undefined) return wholeUnits(now([], call), 1_000_000);
  if (isSimple(type, "string"))
    return `memory.main.dbx_floor_divide(dbx_parse_datetime(${text}, ${pattern}), 1000000)`;
  return `(epoch_us(${castTo(typed(text, type), simpleType("timestamp")).text}) // 1000000)`;
}

function timestampOfSeconds([n = ""]: readonly string[], { types: [type] }: FunctionCall): string {
  if (isSimple(type, "double", "float"))
    return `make_timestamp(CASE WHEN isfinite(${n}) THEN CAST(trunc(CAST(${n} AS DOUBLE) * 1000000) AS BIGINT) END)`;
  if (type?.kind === "decimal") {
    const micros = `CAST(CAST(${n} AS DECIMAL(38, 6)) * 1000000 AS BIGINT)`;
    // More digits than a time has are an error.
    return `make_timestamp(${type.scale > 6 ? `memory.main.dbx_exact_micros(${n}, ${micros})` : micros})`;
  }
  return `make_timestamp(memory.main.dbx_units(${n}, 1000000))`;
}

/** `[from zone,] to zone, time` */
function zoneArguments(): Takes {
  const [short, long] = [takes("string", "timestamp_ntz"), takes("string", "string", "timestamp_ntz")];
  return {
    minArgs: 2,
    maxArgs: 3,
    coerce: (args, name) => (args.length === 2 ? short : long).coerce(args, name),
  };
}

function convertZone(args: readonly string[]): string {
  const [from, to, time] = args.length === 3 ? args : ["'UTC'", ...args];
  return `make_timestamp(dbx_from_utc(dbx_to_utc(epoch_us(${time ?? ""}), ${from ?? ""}), ${to ?? ""}))`;
}
