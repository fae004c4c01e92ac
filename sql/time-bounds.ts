import { clockOffset } from "./clock-offset";
import { columnOrigin, type ColumnOrigin } from "./column-origin";
import { bothWays, type Comparator, comparisonsOf } from "./comparisons";
import { argumentsOf, nameOf } from "./function-calls";
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
  if (inner) return timeColumn(inner);

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
