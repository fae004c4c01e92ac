import { commonType } from "../types/common-type";
import { simpleType } from "../types/sql-type";
import type { ExpressionPrinter } from "./expressions";
import { typed, type Typed } from "./typed";

/** Logic, bits, CASE. Everything is bracketed, so that no precedence has to agree. */
export const OPERATORS: Readonly<Record<string, ExpressionPrinter>> = {
  and: infix("AND"),
  or: infix("OR"),
  // `a || b` and adjacent literals
  concat: (node, translator) =>
    joined(translator.typed(node.node("left")), translator.typed(node.node("right"))),
  d_pipe: (node, translator) => {
    node.ignore("safe");
    return joined(translator.typed(node.node("this")), translator.typed(node.node("expression")));
  },
  bitwise_and: bits("&"),
  bitwise_or: bits("|"),
  bitwise_xor: (node, translator) => {
    const [left, right] = [translator.typed(node.node("left")), translator.typed(node.node("right"))];
    return typed(`xor(${left.text}, ${right.text})`, commonType([left.type, right.type]));
  },
  bitwise_not: prefix("~"),
  neg: prefix("-"),
  not: (node, translator) =>
    typed(`(NOT ${translator.expression(node.node("this"))})`, simpleType("boolean")),
  case: (node, translator) => {
    const operand = node.optionalNode("operand");
    const whens = node
      .pairs("whens")
      .map(([when, then]) => [translator.json(when), translator.json(then)] as const);
    const otherwise = node.optionalNode("else_");
    const last = otherwise && translator.typed(otherwise);
    const subject = operand ? ` ${translator.expression(operand)}` : "";
    const branches = whens.map(([when, then]) => ` WHEN ${when.text} THEN ${then.text}`).join("");
    const type = commonType([...whens.map(([, then]) => then.type), ...(last ? [last.type] : [])]);
    return typed(`CASE${subject}${branches}${last ? ` ELSE ${last.text}` : ""} END`, type);
  },
};

/** A predicate between two operands. */
export function infix(operator: string): ExpressionPrinter {
  return (node, translator) => {
    const [left, right] = [node.node("left"), node.node("right")].map((side) => translator.expression(side));
    return typed(`(${left ?? ""} ${operator} ${right ?? ""})`, simpleType("boolean"));
  };
}

function bits(operator: string): ExpressionPrinter {
  return (node, translator) => {
    const [left, right] = [translator.typed(node.node("left")), translator.typed(node.node("right"))];
    return typed(`(${left.text} ${operator} ${right.text})`, commonType([left.type, right.type]));
  };
}

function prefix(operator: string): ExpressionPrinter {
  return (node, translator) => {
    const { text, type } = translator.typed(node.node("this"));
    return typed(`(${operator}${text})`, type);
  };
}

/** Joins texts or arrays; a number becomes text. */
function joined(left: Typed, right: Typed): Typed {
  const isArray = left.type?.kind === "array" || right.type?.kind === "array";
  return typed(
    `(${left.text} || ${right.text})`,
    isArray ? commonType([left.type, right.type]) : simpleType("string"),
  );
}
