import { clockType } from "./clock-calls";
import { literalOf } from "./literal";
import { argumentsOf, nameOf } from "./function-calls";
import { unitSeconds } from "./time-form";
import type { DateTimeField, Expression, FunctionNode } from "./tree";

/** A moment that the query reckons from the clock. */
export interface ClockOffset {
  /** Negative: before now. */
  readonly seconds: number;
  /** How much earlier it can be, where it is cut to the start of its day, hour or whatever; 0 where it is not. */
  readonly truncatedSeconds: number;
}

const NOW: ClockOffset = { seconds: 0, truncatedSeconds: 0 };
const DAY = 86_400;

/** The moment, if it is the clock moved by a fixed time: `date_sub(current_date(), 7)`, `now() - INTERVAL 1 HOUR`. */
export function clockOffset(expression: Expression): ClockOffset | undefined {
  const { Nested, Cast, BinaryOp, Function: call } = expression;
  if (Nested) return clockOffset(Nested);

  if (Cast) return truncated(clockOffset(Cast.expr), Cast.data_type === "Date" ? DAY : 0);

  if (BinaryOp?.op === "Minus" || BinaryOp?.op === "Plus") {
    const sign = BinaryOp.op === "Minus" ? -1 : 1;
    return moved(clockOffset(BinaryOp.left), durationSeconds(BinaryOp.right), sign);
  }
  return call && ofCall(call);
}

function ofCall(call: FunctionNode): ClockOffset | undefined {
  const name = nameOf(call);
  const args = argumentsOf(call) ?? [];
  const [first, second, third] = args;
  const clock = clockType(name, args.length);
  if (clock === "DATE") return { seconds: 0, truncatedSeconds: DAY };

  if (clock === "TIMESTAMP" || clock === "TIMESTAMP_NTZ") return NOW;

  if (first === undefined) return undefined;

  switch (name) {
    case "to_date":
    case "date":
      return truncated(clockOffset(first), DAY);
    case "timestamp":
    case "to_timestamp":
      return clockOffset(first);
    case "date_trunc":
      return second && truncated(clockOffset(second), unitSeconds(text(first)));
    case "trunc":
      return second && truncated(clockOffset(first), unitSeconds(text(second)));
    case "add_months":
      return moved(clockOffset(first), days(second, 30), 1);
    case "date_sub":
      return moved(clockOffset(first), days(second), -1);
    case "date_add":
    case "dateadd":
    case "timestampadd":
      return third
        ? moved(clockOffset(third), times(unitSeconds(first.Identifier?.value), literalOf(second)), 1)
        : moved(clockOffset(first), days(second), 1);
    default:
      return undefined;
  }
}

/** A time that is written out: an interval, or a number of days. */
export function durationSeconds(expression: Expression): number | undefined {
  const { Interval } = expression;
  return Interval
    ? times(unitSeconds(fieldName(Interval.leading_field)), literalOf(Interval.value))
    : days(expression);
}

function days(expression: Expression | undefined, length = 1): number | undefined {
  const count = literalOf(expression);
  return typeof count === "number" ? count * length * DAY : undefined;
}

function times(unit: number | undefined, count: unknown): number | undefined {
  const factor = Number(count);
  return unit === undefined || count === undefined || Number.isNaN(factor) ? undefined : unit * factor;
}

function fieldName(field: DateTimeField | undefined): string | undefined {
  return typeof field === "object" ? Object.keys(field)[0] : field;
}

function text(expression: Expression): string | undefined {
  const value = literalOf(expression);
  return typeof value === "string" ? value : undefined;
}

function moved(
  from: ClockOffset | undefined,
  seconds: number | undefined,
  sign: 1 | -1,
): ClockOffset | undefined {
  return from && seconds !== undefined ? { ...from, seconds: from.seconds + sign * seconds } : undefined;
}

function truncated(from: ClockOffset | undefined, seconds: number | undefined): ClockOffset | undefined {
  return from && seconds !== undefined
    ? { ...from, truncatedSeconds: Math.max(from.truncatedSeconds, seconds) }
    : undefined;
}
