import { type Literal, literalOf, sameExpression } from "./literal";
import { argumentsOf, nameOf } from "./function-calls";
import type { Expression, FunctionNode } from "./tree";

/** A value that an expression has whatever the rows say; null stands for NULL. */
export type Constant = Literal | null;

const COUNTS = new Set(["count", "count_if", "approx_count_distinct"]);
/** Aggregates that are the value of their rows where all have the same. */
const KEEPING = new Set(
  "any_value avg first first_value last last_value max mean median min mode try_avg".split(" "),
);
/** Functions of numbers that leave 0 and NULL as they are. */
const OF_ZERO = new Set(
  "abs bigint bround ceil ceiling decimal double float floor int round sign sqrt try_divide".split(" "),
);
const COALESCING = new Set(["coalesce", "ifnull", "nvl"]);

/** `0` of `count(*) * 0`, `false` of `x = 1 AND 1 = 0`, NULL of `CASE WHEN false THEN x END`; `undefined` where rows decide. */
export function constantValue(expression: Expression | undefined): Constant | undefined {
  if (expression === undefined) return undefined;
  const { Nested, Cast, UnaryOp, BinaryOp, Case, Function: call, IsNull, IsNotNull } = expression;
  const literal = literalOf(expression);
  if (literal !== undefined) return literal;
  if (isNull(expression)) return null;
  const inner = Nested ?? Cast?.expr ?? expression.Floor?.expr ?? expression.Ceil?.expr;
  if (inner) return ofCast(constantValue(inner), Cast !== undefined);
  if (UnaryOp) return ofUnary(UnaryOp.op, constantValue(UnaryOp.expr));
  if (BinaryOp) return ofBinary(BinaryOp);
  if (Case) return ofCase(Case);
  if (call) return ofCall(call);
  const tested = constantValue(IsNull ?? IsNotNull);
  return tested === undefined ? undefined : (tested === null) === (IsNull !== undefined);
}

/** Whether a condition holds for no row. */
export function isNeverTrue(condition: Expression | undefined): boolean {
  const value = constantValue(condition);
  return value === false || value === null || value === 0;
}

function isNull({ Value }: Expression): boolean {
  // The parser writes NULL as a text where other values are objects.
  const value: unknown = Value?.value;
  return value === "Null";
}

function ofCast(value: Constant | undefined, isCast: boolean): Constant | undefined {
  const isNumber = isCast && typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value));
  return isNumber ? Number(value) : value;
}

function ofUnary(op: string, value: Constant | undefined): Constant | undefined {
  if (value === undefined || value === null) return value;
  if (op === "Not") return typeof value === "boolean" ? !value : undefined;
  const number = Number(value);
  return op === "Minus" ? -number : op === "Plus" ? number : undefined;
}

function ofBinary({ left, op, right }: NonNullable<Expression["BinaryOp"]>): Constant | undefined {
  const [one, other] = [constantValue(left), constantValue(right)];
  if (op === "And" || op === "Or") {
    const decides = op === "Or";
    if (one === decides || other === decides) return decides;
    return one === undefined || other === undefined
      ? undefined
      : one === null || other === null
        ? null
        : !decides;
  }
  if (["NotEq", "Lt", "Gt"].includes(op) && sameExpression(left, right)) return false;
  if (op === "Minus" && sameExpression(left, right)) return 0;
  if (op !== "Spaceship" && (one === null || other === null)) return null;
  if (op === "Multiply" && (one === 0 || other === 0)) return 0;
  if (op === "Divide" && one === 0) return 0;
  if (one === undefined || other === undefined || one === null || other === null) return undefined;
  return ofTwo(op, one, other);
}

function ofTwo(op: string, one: Literal, other: Literal): Constant | undefined {
  const [a, b] = [Number(one), Number(other)];
  switch (op) {
    case "Eq":
    case "Spaceship":
      return one === other;
    case "NotEq":
      return one !== other;
    case "Lt":
      return one < other;
    case "LtEq":
      return one <= other;
    case "Gt":
      return one > other;
    case "GtEq":
      return one >= other;
    case "Plus":
      return a + b;
    case "Minus":
      return a - b;
    case "Multiply":
      return a * b;
    case "Divide":
      return b === 0 ? undefined : a / b;
    default:
      return undefined;
  }
}

/** Of the branches that can be taken; `CASE x WHEN …` compares. */
function ofCase({ operand, conditions, else_result }: NonNullable<Expression["Case"]>): Constant | undefined {
  const results: (Constant | undefined)[] = [];
  for (const { condition, result } of conditions) {
    const held = operand ? ofBinary({ left: operand, op: "Eq", right: condition }) : constantValue(condition);
    if (held === false || held === null) continue;
    results.push(constantValue(result));
    if (held === true) return onlyOne(results);
  }
  return onlyOne([...results, else_result ? constantValue(else_result) : null]);
}

function onlyOne(results: readonly (Constant | undefined)[]): Constant | undefined {
  return results.every((result) => result === results[0]) ? results[0] : undefined;
}

function ofCall(call: FunctionNode): Constant | undefined {
  const name = nameOf(call);
  const args = argumentsOf(call) ?? [];
  const values = args.map(constantValue);
  const [first, second, third] = values;
  const isNothing = call.filter !== undefined && call.filter !== null && isNeverTrue(call.filter);
  if (COUNTS.has(name)) return isNothing || first === null ? 0 : undefined;
  if (KEEPING.has(name)) return isNothing ? null : first;
  if (name === "sum" || name === "try_sum")
    return isNothing ? null : first === 0 ? 0 : first === null ? null : undefined;
  if (name === "if" || name === "iff")
    return first === undefined ? onlyOne([second, third]) : first === true ? second : third;

  if (name === "nullif")
    return args[0] && args[1] && sameExpression(args[0], args[1]) ? null : first === null ? null : undefined;
  if (COALESCING.has(name))
    return values.find((value) => value !== null) ?? (values.includes(undefined) ? undefined : null);
  return OF_ZERO.has(name) && (first === 0 || first === null) ? first : undefined;
}
