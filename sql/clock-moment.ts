import { clockType } from "./clock-calls";
import { clockOffset, type ClockOffset, durationSeconds } from "./clock-offset";
import { columnSteps } from "./column-steps";
import { argumentsOf, nameOf } from "./function-calls";
import { literalOf } from "./literal";
import { visit } from "./nodes-of";
import type { SelectScope } from "./select-scopes";
import { shifted, type TimeForm, TO_NUMBER, TO_TIME } from "./time-form";
import type { Expression, FunctionNode } from "./tree";

/** A moment that the query reckons from the clock, and how it says it. */
export interface ClockMoment extends ClockOffset {
  readonly form: TimeForm;
}

const DAY = 86_400;
/**
 * More than `clockOffset` reads: numbers and texts made of the clock, moments that a common table or a subquery holds, and
 * steps whose length is not written out. Of these `seconds` tells no more than the direction.
 */
export function clockMoment(expression: Expression, scope: SelectScope): ClockMoment | undefined {
  const { Nested, Cast, BinaryOp, Function: call, Subquery } = expression;
  if (Nested) return clockMoment(Nested, scope);

  if (Cast && isWholeNumber(Cast.data_type))
    return reformed(clockMoment(Cast.expr, scope), "time", "seconds");

  const offset = clockOffset(expression);
  if (offset) return { ...offset, form: "time" };

  if (Cast) {
    const inner = clockMoment(Cast.expr, scope);
    return Cast.data_type === "Date" && inner ? cut(inner, DAY) : inner;
  }
  if (Subquery) {
    const [item] = Subquery.body.Select?.projection ?? [];
    const value = item?.UnnamedExpr ?? item?.ExprWithAlias?.expr;
    return value && clockMoment(value, { ...scope, sources: [] });
  }
  if (BinaryOp) return ofArithmetic(BinaryOp, scope);

  const [step] = columnSteps(expression, scope);
  return step && "expression" in step
    ? clockMoment(step.expression, step.scope)
    : call && ofCall(call, scope);
}

function ofArithmetic(
  { left, op, right }: NonNullable<Expression["BinaryOp"]>,
  scope: SelectScope,
): ClockMoment | undefined {
  const from = clockMoment(left, scope);
  const factor = literalOf(right);
  if ((op === "Multiply" || op === "Divide") && typeof factor === "number") {
    const form = from && shifted(from.form, op === "Multiply" ? factor : 1 / factor);
    return from && form && { ...from, form };
  }
  if (op !== "Plus" && op !== "Minus") return undefined;

  const length = from && stepLength(right, from.form);
  return from && length !== undefined
    ? { ...from, seconds: from.seconds + (op === "Minus" ? -1 : 1) * length }
    : undefined;
}

/** In seconds; 1 where it is not written out. */
export function stepLength(expression: Expression, form: TimeForm): number | undefined {
  const count = numberOf(expression);
  if (count !== undefined) {
    switch (form) {
      case "time":
        return count * DAY;
      case "seconds":
        return count;
      case "milliseconds":
        return count / 1e3;
      case "microseconds":
        return count / 1e6;
      default:
        return undefined;
    }
  }
  let isStep = false;
  visit(expression, (node) => {
    const { Interval, Function: call }: Expression = node;
    isStep ||= Interval !== undefined || (call !== undefined && nameOf(call).includes("interval"));
    return !isStep;
  });
  return isStep ? (durationSeconds(expression) ?? 1) : undefined;
}

/** `24 * 60 * 60` */
function numberOf(expression: Expression): number | undefined {
  const { BinaryOp, Nested } = expression;
  if (Nested) return numberOf(Nested);

  if (BinaryOp?.op === "Multiply") {
    const [left, right] = [numberOf(BinaryOp.left), numberOf(BinaryOp.right)];
    return left === undefined || right === undefined ? undefined : left * right;
  }
  const value = literalOf(expression);
  return typeof value === "number" ? value : undefined;
}

function ofCall(call: FunctionNode, scope: SelectScope): ClockMoment | undefined {
  const name = nameOf(call);
  const args = argumentsOf(call) ?? [];
  const [first, second] = args;
  if (clockType(name, args.length) === "UNIX_SECONDS")
    return { seconds: 0, truncatedSeconds: 0, form: "seconds" };

  if (first === undefined) return undefined;

  const [number, time] = [TO_NUMBER.get(name), TO_TIME.get(name)];
  if (number) return reformed(clockMoment(first, scope), "time", number);

  if (time) return reformed(clockMoment(first, scope), time, "time");

  switch (name) {
    case "date_format": {
      const format = literalOf(second);
      return typeof format === "string" ? reformed(clockMoment(first, scope), "time", { format }) : undefined;
    }
    case "to_date":
    case "date":
      return cutOrNone(clockMoment(first, scope), DAY);
    case "to_timestamp":
    case "timestamp":
      return clockMoment(first, scope);
    case "date_trunc":
      return second && cutOrNone(clockMoment(second, scope), DAY);
    case "date_sub":
      return stepped(clockMoment(first, scope), -1);
    case "date_add":
    case "dateadd":
    case "timestampadd": {
      const step = args.at(-2);
      return stepped(clockMoment(args.length === 3 ? (args[2] ?? first) : first, scope), signOf(step));
    }
    default:
      return undefined;
  }
}

/** Of a step that is not written out. */
function signOf(step: Expression | undefined): number {
  return step?.UnaryOp?.op === "Minus" ? -1 : 1;
}

function stepped(from: ClockMoment | undefined, sign: number): ClockMoment | undefined {
  return from && { ...from, seconds: from.seconds + sign };
}

function cut(from: ClockMoment, seconds: number): ClockMoment {
  return { ...from, truncatedSeconds: Math.max(from.truncatedSeconds, seconds) };
}

function cutOrNone(from: ClockMoment | undefined, seconds: number): ClockMoment | undefined {
  return from && cut(from, seconds);
}

function reformed(from: ClockMoment | undefined, was: TimeForm, form: TimeForm): ClockMoment | undefined {
  return from?.form === was ? { ...from, form } : undefined;
}

/** `BIGINT`, `INT`; `LONG` is a name of its own to the parser. */
export function isWholeNumber(type: unknown): boolean {
  return (
    typeof type === "object" &&
    type !== null &&
    /^\{"(?:BigInt|Int|Integer|Custom)"/.test(JSON.stringify(type))
  );
}
