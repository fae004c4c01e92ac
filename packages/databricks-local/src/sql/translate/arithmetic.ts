import type { SyntaxNode } from "../syntax/syntax-node";
import {
  decimalFor,
  decimalResult,
  type DecimalType,
  implicitCast,
  isDatetime,
  isDayTime,
  isFractional,
  isInteger,
  isNumeric,
  isSimple,
  isYearMonth,
  widerType,
} from "../types/coercion";
import { duckDbType, intervalType, simpleType, type SqlType } from "../types/sql-type";
import { operandsDiffer, operandsRefused, unexpectedInput } from "../types/type-faults";
import { castTo } from "./cast";
import type { ExpressionPrinter } from "./translator";
import { typed, type Typed } from "./typed";

type Operator = "+" | "-" | "*" | "/" | "%" | "div";

/** `+ - * / % div`. Everything is bracketed, so that no precedence has to agree. */
export const ARITHMETIC: Readonly<Record<string, ExpressionPrinter>> = {
  add: operation("+", "left", "right"),
  sub: operation("-", "left", "right"),
  mul: operation("*", "left", "right"),
  div: operation("/", "left", "right"),
  mod: operation("%", "left", "right"),
  int_div: operation("div", "this", "expression"),
};

function operation(operator: Operator, left: string, right: string): ExpressionPrinter {
  return (node, translator) => {
    const [a, b] = [node.node(left), node.node(right)];
    return computed(operator, literalDecimal(translator.typed(a), a), literalDecimal(translator.typed(b), b));
  };
}

/** A value, and what it is beside a DECIMAL where it is a literal: just the digits that it is written with. */
export interface Operand extends Typed {
  readonly asDecimal?: DecimalType | undefined;
}

export function literalDecimal(value: Typed, node: SyntaxNode | undefined): Operand {
  if (!node || !isInteger(value.type)) return value;
  const digits = literalDigits(node.copy());
  return digits === undefined
    ? value
    : { ...value, asDecimal: { kind: "decimal", precision: digits, scale: 0 } };
}

/** How many digits a whole number has that is a literal: `7`, `-7`, `7L`. */
function literalDigits(node: SyntaxNode): number | undefined {
  if (node.kind === "neg") return literalDigits(node.node("this"));
  // The parser reads 7L as CAST(7 AS BIGINT).
  if (
    node.kind === "cast" &&
    !node.flag("double_colon_syntax") &&
    /^(big|small|tiny)_int$/.test(node.part("to").text("data_type"))
  )
    return literalDigits(node.node("this"));
  const isNumber = node.kind === "literal" && node.text("literal_type") === "number";
  return isNumber ? node.text("value").replace(/^0+(?=\d)/, "").length : undefined;
}

/** Also behind `try_divide` and its like, which print the failing case otherwise. */
export function computed(operator: Operator, a: Operand, b: Operand): Typed {
  if (!a.type || !b.type)
    return typed(`(${a.text} ${operator === "div" ? "//" : operator} ${b.text})`, undefined);
  return (
    ofTimes(operator, a, a.type, b, b.type) ??
    ofIntervals(operator, a, a.type, b, b.type) ??
    ofNumbers(operator, a, a.type, b, b.type)
  );
}

/** Dates and times, moved or subtracted. */
function ofTimes(operator: Operator, a: Typed, left: SqlType, b: Typed, right: SqlType): Typed | undefined {
  if (operator !== "+" && operator !== "-") return undefined;
  if (isSpan(right) && (isDatetime(left) || isSimple(left, "string")))
    return moved(operator, a, left, b, right);
  if (operator === "+" && isSpan(left) && (isDatetime(right) || isSimple(right, "string")))
    return moved(operator, b, right, a, left);
  if (
    operator === "-" &&
    (isSimple(left, "timestamp", "timestamp_ntz") || isSimple(right, "timestamp", "timestamp_ntz"))
  )
    return timesApart(a, b);
  if (operator === "-" && isSimple(right, "date")) return daysApart(a, left, b);
  if (operator === "-" && isSimple(left, "date") && isSimple(right, "string"))
    return daysApart(a, left, castTo(b, simpleType("date")));
  if (isSimple(left, "date") && isSimple(right, "string"))
    throw unexpectedInput("date_add", 1, ["int", "smallint", "tinyint"], right);
  if (isSimple(left, "date")) return movedByDays(operator, a, b, right);
  if (operator === "+" && isSimple(right, "date") && !isSimple(left, "string"))
    return movedByDays(operator, b, a, left);
  return undefined;
}

function isSpan(type: SqlType): boolean {
  return type.kind === "interval" || isSimple(type, "interval");
}

/** A date stays one where whole days or months are added; a text stays a text. */
function moved(operator: "+" | "-", time: Typed, type: SqlType, span: Typed, of: SqlType): Typed {
  const isWholeDays = of.kind === "interval" && of.from === "day" && of.to === "day";
  if (isSimple(type, "date") && (isWholeDays || isYearMonth(of) || isSimple(of, "interval")))
    return typed(`CAST(${time.text} ${operator} ${span.text} AS DATE)`, type);
  if (isSimple(type, "string")) {
    if (isYearMonth(of)) throw unexpectedInput(operator, 0, ["date", "timestamp"], type);
    const result = `(${castTo(time, simpleType("timestamp")).text} ${operator} ${span.text})`;
    return castTo(typed(result, simpleType("timestamp")), type);
  }
  const result = isSimple(type, "date") ? simpleType("timestamp") : type;
  return typed(`(CAST(${time.text} AS TIMESTAMP) ${operator} ${span.text})`, result);
}

function movedByDays(operator: "+" | "-", date: Typed, days: Typed, type: SqlType): Typed {
  if (isSimple(type, "void")) return typed("CAST(NULL AS DATE)", simpleType("date"));
  if (!isSimple(type, "tinyint", "smallint", "int")) {
    throw unexpectedInput(
      operator === "+" ? "date_add" : "date_sub",
      1,
      ["int", "smallint", "tinyint"],
      type,
    );
  }
  return typed(`(${date.text} ${operator} CAST(${days.text} AS INTEGER))`, simpleType("date"));
}

function daysApart(a: Typed, left: SqlType, b: Typed): Typed {
  const cast = implicitCast(left, "date");
  if (!cast) throw unexpectedInput("-", 0, "date", left);
  return typed(`to_days(CAST(${castTo(a, cast).text} - ${b.text} AS INTEGER))`, intervalType("day"));
}

function timesApart(a: Typed, b: Typed): Typed {
  const [x, y] = [a, b].map((side, index) => {
    const cast = side.type && implicitCast(side.type, "timestamp");
    if (!cast) throw unexpectedInput("-", index, "timestamp", side.type ?? simpleType("void"));
    return castTo(side, cast).text;
  });
  return typed(`(${x ?? ""} - ${y ?? ""})`, intervalType("day", "second"));
}

/** Intervals added to one another, or multiplied by a number. */
function ofIntervals(
  operator: Operator,
  a: Typed,
  left: SqlType,
  b: Typed,
  right: SqlType,
): Typed | undefined {
  if (!isSpan(left) && !isSpan(right)) return undefined;
  if (operator === "+" || operator === "-") {
    const type = widerType(left, right);
    const isOfDays = [left, right].some((side) => isDayTime(side) || isSimple(side, "interval"));
    if (!type && operator === "+")
      throw isOfDays
        ? unexpectedInput(operator, 0, ["timestamp", "date"], isSpan(left) ? right : left)
        : operandsDiffer(operator, left, right);
    if (!type)
      throw isOfDays && isSpan(right)
        ? unexpectedInput(operator, 0, ["timestamp", "date"], left)
        : operandsDiffer(operator, left, right);
    if (isSimple(left, "void") || isSimple(right, "void")) return typed("CAST(NULL AS INTERVAL)", type);
    return typed(`(${a.text} ${operator} ${b.text})`, type);
  }
  if (operator === "*" && isSpan(left) !== isSpan(right))
    return isSpan(left) ? scaled("*", a, left, b, right) : scaled("*", b, right, a, left);
  if (operator === "/" && isSpan(left) && !isSpan(right)) return scaled("/", a, left, b, right);
  if (operator === "div" && (isSimple(left, "void") || isSimple(right, "void"))) return voidResult(operator);
  if (operator === "div" && isSpan(left) && isSpan(right)) {
    const read = isYearMonth(left) ? "dbx_months" : "dbx_micros";
    return typed(
      `memory.main.dbx_whole_divide(memory.main.${read}(${a.text}), memory.main.${read}(${b.text}))`,
      simpleType("bigint"),
    );
  }
  throw operandsRefused(operator, "NUMERIC", left, right);
}

/** Half a month, or half a microsecond, is rounded up. */
function scaled(operator: "*" | "/", span: Typed, type: SqlType, by: Typed, number: SqlType): Typed {
  const cast = isSimple(number, "string", "void") ? simpleType("double") : number;
  if (!isNumeric(cast)) throw unexpectedInput(operator, 1, "numeric", number);
  const factor = castTo(by, cast).text;
  const exact = isFractional(cast) ? `CAST(${factor} AS DOUBLE)` : factor;
  const [read, make, result] = isYearMonth(type)
    ? ["dbx_months", "dbx_of_months", intervalType("year", "month")]
    : ["dbx_micros", "dbx_of_micros", isDayTime(type) ? intervalType("day", "second") : type];
  const size = `memory.main.${read}(${span.text})`;
  const product =
    operator === "*"
      ? `${size} * ${exact}`
      : `memory.main.dbx_divide_interval(CAST(${size} AS DOUBLE), ${exact})`;
  return typed(`memory.main.${make}(round(${product}))`, result);
}

function ofNumbers(
  operator: Operator,
  first: Operand,
  left: SqlType,
  second: Operand,
  right: SqlType,
): Typed {
  const type = widerType(left, right);
  if (!type) throw operandsDiffer(operator, left, right);
  if (isSimple(type, "void")) return voidResult(operator);
  const isTaken = isNumeric(type) && !(operator === "div" && isFractional(type));
  if (!isTaken) throw operandsRefused(operator, "NUMERIC", left, right);
  if (operator === "/" && (isSimple(left, "void") || isSimple(right, "void"))) return voidResult(operator);
  const [a, b] = [numberOf(first, left, type), numberOf(second, right, type)];
  const [x, y] = [decimalOf(a), decimalOf(b)];
  if (x && y && (a.type?.kind === "decimal" || b.type?.kind === "decimal"))
    return decimal(operator, a, x, b, y);
  const result = operator === "/" ? simpleType("double") : type;
  const [p, q] = [castTo(a, type).text, castTo(b, type).text];
  switch (operator) {
    case "/":
      return typed(`memory.main.dbx_divide(CAST(${p} AS DOUBLE), CAST(${q} AS DOUBLE))`, result);
    case "%":
      return typed(`memory.main.dbx_modulo(${p}, ${q})`, result);
    case "div":
      return typed(`memory.main.dbx_whole_divide(${p}, ${q})`, simpleType("bigint"));
    default:
      return typed(`(${p} ${operator} ${q})`, result);
  }
}

function voidResult(operator: Operator): Typed {
  const type = simpleType(operator === "div" ? "bigint" : "double");
  return typed(`CAST(NULL AS ${duckDbType(type)})`, type);
}

/** A text is a BIGINT beside a whole number and a DOUBLE beside another; NULL is of the other's type. */
function numberOf(value: Operand, type: SqlType, common: SqlType): Operand {
  return isSimple(type, "string", "void") ? castTo(value, common) : value;
}

function decimalOf({ type, asDecimal }: Operand): DecimalType | undefined {
  return asDecimal ?? decimalFor(type);
}

function decimal(operator: Operator, a: Typed, left: DecimalType, b: Typed, right: DecimalType): Typed {
  const [x, y] = [castOf(a.text, left), castOf(b.text, right)];
  if (operator === "div") return wholeQuotient(typed(x, left), typed(y, right));
  const result = decimalResult(operator, left, right);
  if (operator === "/" || (operator === "*" && left.precision + right.precision > 38))
    return numericResult(operator, typed(x, left), typed(y, right), result);

  if (operator === "%") {
    const scale = Math.max(left.scale, right.scale);
    const whole = Math.max(left.precision - left.scale, right.precision - right.scale);
    if (whole + scale > 38) return numericResult(operator, typed(x, left), typed(y, right), result);
    // Of one scale, the remainder is exact.
    const wide: SqlType = { kind: "decimal", precision: 38, scale };
    return typed(castOf(`memory.main.dbx_modulo(${castOf(x, wide)}, ${castOf(y, wide)})`, result), result);
  }
  const needed =
    Math.max(left.precision - left.scale, right.precision - right.scale) +
    Math.max(left.scale, right.scale) +
    1;
  if (operator !== "*" && needed > 38)
    return numericResult(operator, typed(x, left), typed(y, right), result);
  return typed(castOf(`${x} ${operator} ${y}`, result), result);
}

const EXACT = {
  "+": "dbx_decimal_add",
  "-": "dbx_decimal_subtract",
  "*": "dbx_decimal_multiply",
  "/": "dbx_decimal_divide",
  "%": "dbx_decimal_remainder",
};

/** The exact result as a DECIMAL of the given type, where DuckDB's 38 digits would not do on the way. */
export function numericResult(operator: keyof typeof EXACT, a: Typed, b: Typed, result: DecimalType): Typed {
  const exact = `${EXACT[operator]}(CAST(${a.text} AS VARCHAR), CAST(${b.text} AS VARCHAR), ${result.precision}, ${result.scale})`;
  return typed(castOf(exact, result), result);
}

function wholeQuotient(a: Typed, b: Typed): Typed {
  return typed(
    `CAST(dbx_decimal_whole_divide(CAST(${a.text} AS VARCHAR), CAST(${b.text} AS VARCHAR)) AS BIGINT)`,
    simpleType("bigint"),
  );
}

function castOf(text: string, type: SqlType): string {
  return `CAST(${text} AS ${duckDbType(type)})`;
}
