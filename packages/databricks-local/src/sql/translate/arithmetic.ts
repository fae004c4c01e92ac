import type { SyntaxNode } from "../syntax/syntax-node";
import {
  commonType,
  decimalFor,
  decimalResult,
  type DecimalType,
  isFractional,
  isInteger,
  isSimple,
} from "../types/common-type";
import { duckDbType, simpleType, type SqlType } from "../types/sql-type";
import { isCalendarInterval } from "./literals";
import type { ExpressionPrinter } from "./translator";
import { typed, type Typed } from "./typed";

/** `+ - * / % div`: the rules for DECIMAL, dates and intervals are Databricks' own. Everything is bracketed, so that no precedence has to agree. */
export const ARITHMETIC: Readonly<Record<string, ExpressionPrinter>> = {
  add: operation("+"),
  sub: operation("-"),
  mul: operation("*"),
  div: operation("/"),
  mod: operation("%"),
  int_div: (node, translator) => {
    const [a, b] = [translator.typed(node.node("this")), translator.typed(node.node("expression"))];
    const divide = isWhole(a.type) && isWhole(b.type) ? "dbx_whole_divide" : "dbx_int_divide";
    return typed(`memory.main.${divide}(${a.text}, ${b.text})`, simpleType("bigint"));
  },
};

/** A number whose quotient must not go through DOUBLE, which has no more than 15 digits. */
function isWhole(type: SqlType | undefined): boolean {
  return isInteger(type) || (type?.kind === "decimal" && type.scale === 0);
}

function operation(operator: string): ExpressionPrinter {
  return (node, translator) => {
    const [left, right] = [node.node("left"), node.node("right")];
    const [leftShifts, rightShifts] = [isCalendarInterval(left), isCalendarInterval(right)];
    const [a, b] = [translator.typed(left), translator.typed(right)];
    if (operator === "+" || operator === "-") {
      const moved = shifted(operator, a, b, leftShifts, rightShifts);
      if (moved) return moved;
    }
    return numeric(operator, literalDecimal(a, b, left), literalDecimal(b, a, right));
  };
}

/** A literal beside a DECIMAL has just the digits that it is written with. */
function literalDecimal(value: Typed, other: Typed, node: SyntaxNode): Typed {
  if (other.type?.kind !== "decimal" || !isInteger(value.type) || node.kind !== "literal") return value;
  return typed(value.text, { kind: "decimal", precision: value.text.length, scale: 0 });
}

/** Dates and timestamps moved by days or intervals; a date moved by days or months stays a date. */
function shifted(
  operator: "+" | "-",
  a: Typed,
  b: Typed,
  leftShifts: boolean,
  rightShifts: boolean,
): Typed | undefined {
  if (rightShifts && !leftShifts)
    return typed(`memory.main.dbx_shift(${a.text}, ${operator === "-" ? "-" : ""}${b.text})`, a.type);
  if (leftShifts && !rightShifts && operator === "+")
    return typed(`memory.main.dbx_shift(${b.text}, ${a.text})`, b.type);
  if (isSimple(a.type, "date") && isSimple(b.type, "date") && operator === "-")
    return typed(`to_days(CAST(${a.text} - ${b.text} AS INTEGER))`, simpleType("interval"));
  if (isSimple(a.type, "date") && isInteger(b.type))
    return typed(`(${a.text} ${operator} CAST(${b.text} AS INTEGER))`, a.type);
  if (isSimple(a.type, "date", "timestamp") && isSimple(b.type, "interval"))
    return typed(`(${a.text} ${operator} ${b.text})`, simpleType("timestamp"));
  if (isSimple(a.type, "date", "timestamp") && isSimple(b.type, "date", "timestamp"))
    return typed(`(${a.text} ${operator} ${b.text})`, simpleType("interval"));
  return undefined;
}

/** Also behind `try_divide` and its like, which print the failing case otherwise. */
export function numeric(operator: string, first: Typed, second: Typed): Typed {
  const [a, b] = [fromText(first, second, operator), fromText(second, first, operator)];
  const [left, right] = [decimalFor(a.type), decimalFor(b.type)];
  if (left && right && (a.type?.kind === "decimal" || b.type?.kind === "decimal"))
    return decimal(operator, a, left, b, right);

  const type =
    isSimple(a.type, "interval") || isSimple(b.type, "interval")
      ? simpleType("interval")
      : commonType([a.type, b.type]);
  if (operator === "/") {
    const isKnown = isInteger(a.type) || isFractional(a.type) || isInteger(b.type) || isFractional(b.type);
    return typed(
      `memory.main.dbx_divide(${a.text}, ${b.text})`,
      isKnown && type ? simpleType("double") : undefined,
    );
  }
  if (operator === "%") return typed(`memory.main.dbx_modulo(${a.text}, ${b.text})`, type);
  const mixes = isFractional(type) && (a.type?.kind === "decimal" || b.type?.kind === "decimal");
  const [x, y] = mixes ? [asDouble(a), asDouble(b)] : [a.text, b.text];
  return typed(`(${x} ${operator} ${y})`, type);
}

/** A string beside an integer is a BIGINT, beside any other number a DOUBLE. */
function fromText(value: Typed, other: Typed, operator: string): Typed {
  if (!isSimple(value.type, "string")) return value;
  if (isInteger(other.type) && operator !== "/")
    return typed(`memory.main.dbx_cast_bigint(${value.text})`, simpleType("bigint"));
  return typed(`CAST(${value.text} AS DOUBLE)`, simpleType("double"));
}

function asDouble({ text, type }: Typed): string {
  return type?.kind === "decimal" ? `CAST(${text} AS DOUBLE)` : text;
}

function decimal(operator: string, a: Typed, left: DecimalType, b: Typed, right: DecimalType): Typed {
  const result = decimalResult(operator, left, right);
  const [x, y] = [castOf(a.text, left), castOf(b.text, right)];
  if (operator === "/" || (operator === "*" && left.precision + right.precision > 38))
    return numericResult(operator, typed(x, left), typed(y, right), result);

  if (operator === "%") return typed(castOf(`memory.main.dbx_modulo(${x}, ${y})`, result), result);
  return typed(castOf(`${x} ${operator} ${y}`, result), result);
}

/** The exact quotient or product as a DECIMAL of the given type. */
export function numericResult(operator: "/" | "*", a: Typed, b: Typed, result: DecimalType): Typed {
  const name = operator === "/" ? "dbx_decimal_divide" : "dbx_decimal_multiply";
  const exact = `${name}(CAST(${a.text} AS VARCHAR), CAST(${b.text} AS VARCHAR), ${result.precision}, ${result.scale})`;
  return typed(castOf(exact, result), result);
}

function castOf(text: string, type: SqlType): string {
  return `CAST(${text} AS ${duckDbType(type)})`;
}
