import type { SyntaxNode } from "../syntax/syntax-node";
import {
  isDatetime,
  isFractional,
  isInteger,
  isNumeric,
  isSame,
  isSimple,
  widerType,
} from "../types/coercion";
import { decimalFor, decimalResult, type DecimalType } from "../types/decimals";
import { duckDbType, simpleType, type SqlType } from "../types/sql-type";
import { operandsDiffer, operandsRefused } from "../types/type-faults";
import { castTo } from "./cast";
import { asType } from "./coerce";
import { withoutInterval } from "./interval-literals";
import { type Operator, ofIntervals, ofTimes } from "./time-arithmetic";
import type { ExpressionPrinter } from "./translator";
import { typed, type Typed } from "./typed";

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
    const [a, b] = [node.node(left), withoutInterval(node.node(right))];
    return computed(operator, literalDecimal(translator.typed(a), a), literalDecimal(translator.typed(b), b));
  };
}

/** A value, and what more is known of it where it is a literal. */
export interface Operand extends Typed {
  /** What it is beside a DECIMAL: just the digits that it is written with. */
  readonly asDecimal?: DecimalType | undefined;
  /** Whether it divides whatever it may stand below: it is neither 0 nor -1. */
  readonly dividesAll?: boolean | undefined;
}

export function literalDecimal(value: Typed, node: SyntaxNode | undefined): Operand {
  const text = node && literalText(node.copy());
  if (text === undefined) return value;
  const number = Number(text);
  const literal = { ...value, dividesAll: Number.isFinite(number) && number !== 0 && number !== -1 };
  if (!isInteger(value.type)) return literal;
  const precision = text.replace(/^-*0*(?=\d)/, "").length;
  return { ...literal, asDecimal: { kind: "decimal", precision, scale: 0 } };
}

/** A number that is a literal, without its type: `7`, `-7`, `7L`, `1.5`, `1e3D`. */
function literalText(node: SyntaxNode): string | undefined {
  if (node.kind === "neg") {
    const text = literalText(node.node("this"));
    return text === undefined ? undefined : `-${text}`;
  }
  // The parser reads 7L as CAST(7 AS BIGINT).
  if (
    node.kind === "cast" &&
    !node.flag("double_colon_syntax") &&
    /^(big|small|tiny)_int$/.test(node.part("to").text("data_type"))
  )
    return literalText(node.node("this"));
  return node.kind === "literal" && node.text("literal_type") === "number" ? node.text("value") : undefined;
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

function ofNumbers(
  operator: Operator,
  first: Operand,
  left: SqlType,
  second: Operand,
  right: SqlType,
): Typed {
  const areTimes = isDatetime(left) && isDatetime(right);
  const type = areTimes && !isSame(left, right) ? undefined : widerType(left, right);
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
  // Two literals have no type of their own for DuckDB, which would compute with more bits.
  const [p, q] = [asType(a, type).text, castTo(b, type).text];
  // The macros stand for several copies of what they are given: of one in another in a third DuckDB would plan dozens.
  const dividesAll = second.dividesAll === true;
  switch (operator) {
    case "/":
      return typed(
        dividesAll
          ? `(CAST(${p} AS DOUBLE) / CAST(${q} AS DOUBLE))`
          : `memory.main.dbx_divide(CAST(${p} AS DOUBLE), CAST(${q} AS DOUBLE))`,
        result,
      );
    case "%":
      return typed(dividesAll ? `(${p} % ${q})` : `memory.main.dbx_modulo(${p}, ${q})`, result);
    case "div":
      return typed(
        dividesAll
          ? `CAST(CAST(${p} AS HUGEINT) // CAST(${q} AS HUGEINT) AS BIGINT)`
          : `memory.main.dbx_whole_divide(${p}, ${q})`,
        simpleType("bigint"),
      );
    case "+":
    case "-":
    case "*":
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
