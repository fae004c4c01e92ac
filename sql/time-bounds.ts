import { clockOffset } from "./clock-offset";
import { columnOrigin, type ColumnOrigin } from "./column-origin";
import { bothWays, type Comparator, comparisonsOf } from "./comparisons";
import { argumentsOf, nameOf } from "./nodes-of";
import type { SelectScope } from "./select-scopes";
import type { Expression } from "./tree";

/** What a SELECT holds a column of time to, in terms of the clock. */
interface TimeBound {
  readonly origin: ColumnOrigin;
  /** `from`: no earlier than that; `to`: no later; `at`: that day (or whatever the moment is cut to) alone. */
  readonly side: "from" | "to" | "at";
  /** How long ago the bound is at least, in seconds. */
  readonly secondsAgo: number;
  /** How much longer ago it can be at most, for a bound that is the start of a day or the like. */
  readonly truncatedSeconds: number;
}

const SIDES: Readonly<Partial<Record<Comparator, TimeBound["side"]>>> = {
  ">": "from",
  ">=": "from",
  "<": "to",
  "<=": "to",
  "=": "at",
};

/** Every condition of the SELECT that holds a column to the clock; those that are alternatives (OR) are left out. */
export function timeBounds(scope: SelectScope): TimeBound[] {
  return scope.conditions
    .flatMap(comparisonsOf)
    .flatMap(bothWays)
    .flatMap(({ left, comparator, right }) => {
      const moment = clockOffset(right);
      const side = SIDES[comparator];
      const origin = moment && side && columnOrigin(timeColumn(left), scope);
      return moment && side && origin
        ? [{ origin, side, secondsAgo: 0 - moment.seconds, truncatedSeconds: moment.truncatedSeconds }]
        : [];
    });
}

/** `to_date(event_time)`, `CAST(event_time AS DATE)` and `date_trunc('HOUR', event_time)` are about event_time. */
export function timeColumn(expression: Expression): Expression {
  const { Nested, Cast, Function: call } = expression;
  const inner = Nested ?? Cast?.expr;
  if (inner) {
    return timeColumn(inner);
  }
  const [first, second] = call ? (argumentsOf(call) ?? []) : [];
  const name = call ? nameOf(call) : "";
  const argument =
    name === "date_trunc" ? second : ["to_date", "date", "trunc"].includes(name) ? first : undefined;
  return argument ? timeColumn(argument) : expression;
}

/** The longest look back of each column that is held to the clock, in seconds: `from` bounds and `at` bounds. */
export function lookbacks(scope: SelectScope): { readonly origin: ColumnOrigin; readonly seconds: number }[] {
  return timeBounds(scope)
    .filter(({ side }) => side !== "to")
    .map(({ origin, secondsAgo, truncatedSeconds }) => ({ origin, seconds: secondsAgo + truncatedSeconds }));
}

/**
 * How a moment is said: as a date or a timestamp, as a number of units since 1970, or as a text in a pattern of
 * `date_format`.
 */
export type TimeForm = "time" | "seconds" | "milliseconds" | "microseconds" | { readonly format: string };

/** Functions that make a number of a timestamp. */
export const TO_NUMBER: ReadonlyMap<string, TimeForm> = new Map<string, TimeForm>([
  ["unix_timestamp", "seconds"],
  ["to_unix_timestamp", "seconds"],
  ["unix_seconds", "seconds"],
  ["unix_millis", "milliseconds"],
  ["unix_micros", "microseconds"],
]);

/** Functions that make a timestamp of a number. */
export const TO_TIME: ReadonlyMap<string, TimeForm> = new Map<string, TimeForm>([
  ["from_unixtime", "seconds"],
  ["timestamp_seconds", "seconds"],
  ["timestamp_millis", "milliseconds"],
  ["timestamp_micros", "microseconds"],
]);

const NUMBERS = ["seconds", "milliseconds", "microseconds"] as const;

/** The form of a number that was multiplied: seconds times 1000 are milliseconds. */
export function shifted(form: TimeForm, factor: number): TimeForm | undefined {
  const index = NUMBERS.findIndex((number) => number === form);
  const steps = Math.round(Math.log10(factor)) / 3;
  const isExact = Math.abs(factor / 1000 ** steps - 1) < 1e-9;
  return index < 0 || !Number.isInteger(steps) || !isExact ? undefined : NUMBERS[index + steps];
}

export function isSameForm(one: TimeForm, other: TimeForm): boolean {
  return typeof one === "object" && typeof other === "object" ? one.format === other.format : one === other;
}

const SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  quarter: 7_776_000,
  year: 31_536_000,
};

/** The length of a unit in seconds, by its name in singular or plural; a month has 30 days, a year 365. */
export function unitSeconds(unit: string | undefined): number | undefined {
  const name = unit?.trim().toLowerCase() ?? "";
  return SECONDS[name] ?? SECONDS[name.replace(/s$/, "")];
}
