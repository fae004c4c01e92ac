import { unsupported, wrongArgumentCount } from "../sql-faults";
import { implicitCast, type Wanted } from "../types/implicit-cast";
import { intervalType } from "../types/sql-type";
import { unexpectedInput } from "../types/type-faults";
import { type FunctionSpec, type FunctionTable, scalar } from "./function-spec";
import { may, type Takes, takes } from "./takes";

const SECONDS: Wanted = { kind: "decimal", precision: 16, scale: 6 };
const INTERVAL_SECONDS: Wanted = { kind: "decimal", precision: 18, scale: 6 };
const INT = may("int");

/** Dates, times and intervals of their parts. */
export const TIME_MAKERS: FunctionTable = {
  make_date: scalar(
    takes("int", "int", "int"),
    (args) => `(DATE '1970-01-01' + dbx_make_days(${args.join(", ")}))`,
    "date",
  ),
  make_dt_interval: scalar(takes(INT, INT, INT, may(INTERVAL_SECONDS)), dayTime, () =>
    intervalType("day", "second"),
  ),
  make_interval: scalar(
    takes(INT, INT, INT, INT, INT, INT, may(INTERVAL_SECONDS)),
    calendarInterval,
    "interval",
  ),
  make_timestamp: timestamp("timestamp"),
  make_timestamp_ltz: timestamp("timestamp"),
  make_timestamp_ntz: timestamp("timestamp_ntz"),
  make_ym_interval: scalar(
    takes(INT, INT),
    ([years = "0", months = "0"]) => `memory.main.dbx_of_months(dbx_make_year_month(${years}, ${months}))`,
    () => intervalType("year", "month"),
  ),
  try_make_interval: scalar(
    takes(INT, INT, INT, INT, INT, INT, may(INTERVAL_SECONDS)),
    (args) => `TRY(${calendarInterval(args)})`,
    "interval",
  ),
  try_make_timestamp: timestamp("timestamp", "try_"),
  try_make_timestamp_ltz: timestamp("timestamp", "try_"),
  try_make_timestamp_ntz: timestamp("timestamp_ntz", "try_"),
};

/** Year to second, and a zone where the result is a time of UTC. */
function timestamp(type: "timestamp" | "timestamp_ntz", attempt = ""): FunctionSpec {
  const wanted = ["int", "int", "int", "int", "int", SECONDS] as const;
  const taken = type === "timestamp" ? takes(...wanted, may("string")) : takes(...wanted);
  return scalar(
    withTimes(taken),
    ([y, m, d, h, min, s = "", zone]) => {
      const micros = `dbx_${attempt}make_micros(${[y, m, d, h, min].join(", ")}, CAST(${s} * 1000000 AS BIGINT))`;
      return `make_timestamp(${zone === undefined ? micros : `dbx_to_utc(${micros}, ${zone})`})`;
    },
    type,
  );
}

/** A date and a TIME make one too, where there are TIMEs. */
function withTimes(taken: Takes): Takes {
  return {
    minArgs: 2,
    maxArgs: taken.maxArgs,
    coerce: (args, name) => {
      const isOfDate = args.length === 2 || (args.length === 3 && taken.maxArgs === 7);
      if (isOfDate && args[0]?.type && !implicitCast(args[0].type, "date"))
        throw unexpectedInput(name, 0, "date", args[0].type);
      if (isOfDate) throw unsupported(`${name} of a date and a TIME`);
      if (args.length < taken.minArgs) throw wrongArgumentCount(name, `${taken.maxArgs}`, args.length);
      return taken.coerce(args, name);
    },
  };
}

function calendarInterval([
  years = "0",
  months = "0",
  weeks = "0",
  days = "0",
  hours = "0",
  minutes = "0",
  seconds = "0",
]: readonly string[]): string {
  const time = `CAST(${hours} AS BIGINT) * 3600000000 + CAST(${minutes} AS BIGINT) * 60000000 + CAST(${seconds} * 1000000 AS BIGINT)`;
  return `(to_months(${int(years)} * 12 + ${int(months)}) + to_days(${int(weeks)} * 7 + ${int(days)}) + to_microseconds(${time}))`;
}

/** So that what does not fit fails. */
function int(text: string): string {
  return `CAST(${text} AS INTEGER)`;
}

function dayTime([days = "0", hours = "0", minutes = "0", seconds = "0"]: readonly string[]): string {
  const micros = `CAST(${seconds} * 1000000 AS BIGINT)`;
  return `memory.main.dbx_of_micros(dbx_make_day_time(${days}, ${hours}, ${minutes}, ${micros}))`;
}
