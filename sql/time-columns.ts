import { isWholeNumber, stepLength } from "./clock-moment";
import { aliasedExpression, columnSteps } from "./column-steps";
import { argumentsOf, nameOf } from "./function-calls";
import { literalOf } from "./literal";
import type { SelectScope } from "./select-scopes";
import { isSameForm, shifted, type TimeForm, TO_NUMBER, TO_TIME, unitSeconds } from "./time-form";
import type { Expression, FunctionNode } from "./tree";

/** A column of a table out of which an expression makes a moment. */
export interface TimeColumn {
  /** In lower case. */
  readonly table: string;
  readonly path: readonly string[];
  /** How the column says the moment. */
  readonly form: TimeForm;
  /** How much later than the column the expression is, in seconds; 1 or -1 where it is not written out. */
  readonly seconds: number;
  /** How much longer than the expression the column may last, where that is the start of its day, hour or whatever. */
  readonly cutSeconds: number;
}

export interface Following {
  /**
   * Names of the SELECT's own result can be meant.
   * @default false
   */
  readonly aliases?: boolean;
  /**
   * Only what passes the column on: `max(event_time)` is none.
   * @default false
   */
  readonly namesOnly?: boolean;
}

type Way = Following & Pick<TimeColumn, "form" | "seconds" | "cutSeconds">;

const DAY = 86_400;
/** Functions whose value is one of their first argument's. */
const OF_ROWS = ["max", "min", "first", "first_value", "last", "last_value", "any_value", "lag", "lead"];
/** With a pattern they read texts that are no timestamps by themselves. */
const PARSERS = ["to_date", "to_timestamp", "to_timestamp_ntz", "unix_timestamp", "to_unix_timestamp"];
const CUTS = ["to_date", "date", "trunc"];
const SAME = ["to_timestamp", "timestamp", "to_timestamp_ntz"];

/**
 * The columns behind an expression that says a moment in the form `form`, followed to the tables: `to_date(event_time)` and
 * `max(event_time)` are about event_time. Of several candidates all.
 */
export function timeColumns(
  expression: Expression,
  scope: SelectScope,
  form: TimeForm,
  following: Following = {},
): TimeColumn[] {
  return follow(expression, scope, { ...following, form, seconds: 0, cutSeconds: 0 });
}

function follow(expression: Expression, scope: SelectScope, way: Way): TimeColumn[] {
  const { Nested, Cast, BinaryOp, Function: call } = expression;
  if (Nested) return follow(Nested, scope, way);

  if (way.namesOnly && (Cast ?? BinaryOp ?? call)) return [];

  if (Cast) {
    return isWholeNumber(Cast.data_type) && way.form === "seconds"
      ? follow(Cast.expr, scope, { ...way, form: "time" })
      : follow(Cast.expr, scope, Cast.data_type === "Date" ? cut(way, DAY) : way);
  }
  if (BinaryOp) return ofArithmetic(BinaryOp, scope, way);

  if (call) return ofCall(call, scope, way);

  const aliased = way.aliases ? aliasedExpression(expression, scope) : undefined;
  if (aliased) return follow(aliased, scope, { ...way, aliases: false });

  const { form, seconds, cutSeconds } = way;
  return columnSteps(expression, scope).flatMap((step) =>
    "table" in step
      ? [{ ...step, form, seconds, cutSeconds }]
      : follow(step.expression, step.scope, { ...way, aliases: false }),
  );
}

function ofArithmetic(
  { left, op, right }: NonNullable<Expression["BinaryOp"]>,
  scope: SelectScope,
  way: Way,
): TimeColumn[] {
  const factor = literalOf(right);
  if ((op === "Multiply" || op === "Divide") && typeof factor === "number") {
    const form = shifted(way.form, op === "Multiply" ? 1 / factor : factor);
    return form ? follow(left, scope, { ...way, form }) : [];
  }
  const length = op === "Plus" || op === "Minus" ? stepLength(right, way.form) : undefined;
  return length === undefined
    ? []
    : follow(left, scope, { ...way, seconds: way.seconds + (op === "Minus" ? -length : length) });
}

function ofCall(call: FunctionNode, scope: SelectScope, way: Way): TimeColumn[] {
  const name = nameOf(call);
  const [first, second] = argumentsOf(call) ?? [];
  if (first === undefined || (second !== undefined && PARSERS.includes(name))) return [];

  const [number, time] = [TO_NUMBER.get(name), TO_TIME.get(name)];
  if (number) return isSameForm(number, way.form) ? follow(first, scope, { ...way, form: "time" }) : [];

  if (time) return way.form === "time" ? follow(first, scope, { ...way, form: time }) : [];

  if (name === "date_format") {
    const format = literalOf(second);
    const isSame = typeof format === "string" && isSameForm({ format }, way.form);
    return isSame ? follow(first, scope, cut({ ...way, form: "time" }, Infinity)) : [];
  }
  if (name === "date_trunc") {
    const unit = literalOf(first);
    const length = typeof unit === "string" ? unitSeconds(unit) : undefined;
    return second ? follow(second, scope, cut(way, length ?? Infinity)) : [];
  }
  if (CUTS.includes(name)) return follow(first, scope, cut(way, name === "trunc" ? Infinity : DAY));

  return OF_ROWS.includes(name) || SAME.includes(name) ? follow(first, scope, way) : [];
}

function cut(way: Way, seconds: number): Way {
  return { ...way, cutSeconds: Math.max(way.cutSeconds, seconds) };
}
