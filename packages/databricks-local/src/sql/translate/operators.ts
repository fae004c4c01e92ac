import type { SyntaxNode } from "../syntax/syntax-node";
import { commonType, isInteger, isNumeric, isSimple } from "../types/common-type";
import { simpleType } from "../types/sql-type";
import { castTo } from "./cast";
import type { ExpressionPrinter, Translator } from "./translator";
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
function infix(operator: string): ExpressionPrinter {
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

/** What is true, false or NULL. */
export const PREDICATES: Readonly<Record<string, ExpressionPrinter>> = {
  eq: comparison("="),
  neq: comparison("<>"),
  lt: comparison("<"),
  lte: comparison("<="),
  gt: comparison(">"),
  gte: comparison(">="),
  null_safe_eq: infix("IS NOT DISTINCT FROM"),
  null_safe_neq: infix("IS DISTINCT FROM"),
  is_null: (node, translator) =>
    test(`${translator.expression(node.node("this"))} IS ${node.flag("not") ? "NOT " : ""}NULL`),
  is_true: is("TRUE"),
  is_false: is("FALSE"),
  between: (node, translator) => {
    const [value, low, high] = ["this", "low", "high"].map((field) =>
      translator.expression(node.node(field)),
    );
    return test(`${value ?? ""} ${node.flag("not") ? "NOT " : ""}BETWEEN ${low ?? ""} AND ${high ?? ""}`);
  },
  in: (node, translator) => {
    const query = node.optionalNode("query");
    const among = query ? translator.query(query) : translator.expressions(node.nodes("expressions"));
    return test(`${translator.expression(node.node("this"))} ${node.flag("not") ? "NOT " : ""}IN (${among})`);
  },
  exists: (node, translator) =>
    test(`${node.flag("not") ? "NOT " : ""}EXISTS (${translator.query(node.node("this"))})`),
  like: (node, translator) => like(node, translator, "LIKE"),
  i_like: (node, translator) => like(node, translator, "ILIKE"),
  regexp_like: (node, translator) => {
    const [text, pattern] = [node.node("this"), node.node("pattern")].map((side) =>
      translator.expression(side),
    );
    return test(`regexp_matches(${text ?? ""}, ${pattern ?? ""})`);
  },
};

/** A text beside a number, date or time is cast to the other's type; DuckDB does so for literals alone. */
function comparison(operator: string): ExpressionPrinter {
  return (node, translator) => {
    const [left, right] = [translator.typed(node.node("left")), translator.typed(node.node("right"))];
    return test(`${fitted(left, right)} ${operator} ${fitted(right, left)}`);
  };
}

function fitted(value: Typed, other: Typed): string {
  if (!isSimple(value.type, "string") || !other.type) return value.text;
  if (isInteger(other.type)) return castTo(value, simpleType("bigint"), false).text;
  if (isNumeric(other.type)) return castTo(value, simpleType("double"), false).text;
  return isSimple(other.type, "date", "timestamp", "boolean")
    ? castTo(value, other.type, false).text
    : value.text;
}

function test(text: string): Typed {
  return typed(`(${text})`, simpleType("boolean"));
}

function is(value: string): ExpressionPrinter {
  return (node, translator) =>
    test(`${translator.expression(node.node("this"))} IS ${node.flag("not") ? "NOT " : ""}${value}`);
}

/** A backslash escapes by default, as nowhere else. `LIKE ANY (…)` holds for one of the patterns, `LIKE ALL` for each. */
function like(node: SyntaxNode, translator: Translator, operator: string): Typed {
  const left = translator.expression(node.node("left"));
  const right = node.node("right");
  const escape = node.optionalNode("escape");
  const escaped = escape ? translator.expression(escape) : "'\\'";
  const quantifier = node.optionalText("quantifier")?.toUpperCase();
  const patterns =
    quantifier === undefined
      ? [right]
      : right.kind === "paren"
        ? [right.node("this")]
        : right.nodes("expressions");
  const tests = patterns.map(
    (pattern) => `${left} ${operator} ${translator.expression(pattern)} ESCAPE ${escaped}`,
  );
  return test(tests.join(quantifier === "ALL" ? " AND " : " OR "));
}
