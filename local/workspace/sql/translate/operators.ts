import type { SyntaxNode } from "../syntax/syntax-node";
import type { ExpressionPrinter } from "./expressions";
import type { Translator } from "./translator";

const CALENDAR_UNITS = new Set(["Year", "Quarter", "Month", "Week", "Day"]);

/** Arithmetic, logic, CASE. Everything is bracketed, so that no precedence has to agree. */
export const OPERATORS: Readonly<Record<string, ExpressionPrinter>> = {
  and: infix("AND"),
  or: infix("OR"),
  add: shiftOr("+"),
  sub: shiftOr("-"),
  mul: infix("*"),
  div: macro("dbx_divide"),
  mod: macro("dbx_modulo"),
  int_div: (node, translator) => {
    const [left, right] = [node.node("this"), node.node("expression")].map((side) =>
      translator.expression(side),
    );
    return `memory.main.dbx_int_divide(${left}, ${right})`;
  },
  // `a || b` and adjacent literals
  concat: infix("||"),
  d_pipe: (node, translator) => {
    node.ignore("safe");
    return `(${translator.expression(node.node("this"))} || ${translator.expression(node.node("expression"))})`;
  },
  bitwise_and: infix("&"),
  bitwise_or: infix("|"),
  bitwise_xor: (node, translator) => `xor(${both(node, translator).join(", ")})`,
  bitwise_not: prefix("~"),
  neg: prefix("-"),
  not: prefix("NOT "),
  case: (node, translator) => {
    const operand = node.optionalNode("operand");
    const whens = node
      .pairs("whens")
      .map(([when, then]) => ` WHEN ${translator.json(when)} THEN ${translator.json(then)}`);
    const otherwise = node.optionalNode("else_");
    const subject = operand ? ` ${translator.expression(operand)}` : "";
    return `CASE${subject}${whens.join("")}${otherwise ? ` ELSE ${translator.expression(otherwise)}` : ""} END`;
  },
};

function both(node: SyntaxNode, translator: Translator): [string, string] {
  return [translator.expression(node.node("left")), translator.expression(node.node("right"))];
}

export function infix(operator: string): ExpressionPrinter {
  return (node, translator) => `(${both(node, translator).join(` ${operator} `)})`;
}

function prefix(operator: string): ExpressionPrinter {
  return (node, translator) => `(${operator}${translator.expression(node.node("this"))})`;
}

function macro(name: string): ExpressionPrinter {
  return (node, translator) => `memory.main.${name}(${both(node, translator).join(", ")})`;
}

/** A date shifted by days or months stays a date; DuckDB would make it a timestamp. */
function shiftOr(operator: "+" | "-"): ExpressionPrinter {
  return (node, translator) => {
    const [left, right] = [node.node("left"), node.node("right")];
    const [leftIsShift, rightIsShift] = [isCalendarInterval(left), isCalendarInterval(right)];
    const [a, b] = [translator.expression(left), translator.expression(right)];
    if (rightIsShift && !leftIsShift)
      return `memory.main.dbx_shift(${a}, ${operator === "-" ? "-" : ""}${b})`;
    if (leftIsShift && !rightIsShift && operator === "+") return `memory.main.dbx_shift(${b}, ${a})`;
    return `(${a} ${operator} ${b})`;
  };
}

function isCalendarInterval(node: SyntaxNode): boolean {
  const look = node.copy();
  if (look.kind === "paren") return isCalendarInterval(look.node("this"));
  return look.kind === "interval" && CALENDAR_UNITS.has(look.part("unit").optionalText("unit") ?? "");
}
