import type { SyntaxNode } from "../syntax/syntax-node";
import { comparableType, isInteger, isSimple } from "../types/coercion";
import { implicitCast } from "../types/implicit-cast";
import { matchText } from "../functions/regexp-functions";
import { literalText } from "../syntax/literal-values";
import { like } from "./like";
import { identifier, simpleType } from "../types/sql-type";
import { requireOrdered } from "../types/ordered";
import { dataDiffer, operandsDiffer, operandsRefused, typeMismatch } from "../types/type-faults";
import { argumentAs, asType, requireBoolean, together } from "./coerce";
import { numberLiteral } from "./literals";
import { isNested, orderKey } from "./order-key";
import type { ExpressionPrinter, Translator } from "./translator";
import { typed, type Typed } from "./typed";

/** Logic, bits, CASE. Everything is bracketed, so that no precedence has to agree. */
export const OPERATORS: Readonly<Record<string, ExpressionPrinter>> = {
  and: logic("AND"),
  or: logic("OR"),
  // `a || b` and adjacent literals
  concat: (node, translator) =>
    joined(translator.typed(node.node("left")), translator.typed(node.node("right"))),
  d_pipe: (node, translator) => {
    node.ignore("safe");
    return joined(translator.typed(node.node("this")), translator.typed(node.node("expression")));
  },
  bitwise_and: bits((a, b) => `(${a} & ${b})`),
  bitwise_or: bits((a, b) => `(${a} | ${b})`),
  bitwise_xor: bits((a, b) => `xor(${a}, ${b})`),
  bitwise_not: (node, translator) => {
    const value = argumentAs("~", 0, translator.typed(node.node("this")), "integral");
    return typed(`(~${value.text})`, value.type);
  },
  neg: (node, translator) => {
    const value = node.node("this");
    const isNumber = value.kind === "literal" && value.copy().text("literal_type") === "number";
    return isNumber
      ? numberLiteral(`-${value.ignore("literal_type").text("value")}`)
      : negative(translator.typed(value));
  },
  not: (node, translator) => {
    const inner = node.copy().node("this");
    // `NOT LIKE ANY`: one of the patterns does not fit.
    if ((inner.kind === "like" || inner.kind === "i_like") && inner.has("quantifier")) {
      const likeNode = node.node("this");
      const printed = like(likeNode, translator, true);
      likeNode.finish();
      return printed;
    }
    const { text } = argumentAs("not", 0, translator.typed(node.node("this")), "boolean");
    return test(`NOT ${text}`);
  },
  case: (node, translator) => {
    const operand = node.optionalNode("operand");
    const subject = operand && translator.typed(operand);
    const pairs = node
      .pairs("whens")
      .map(([when, then]) => [translator.json(when), translator.json(then)] as const);
    const otherwise = node.optionalNode("else_");
    const values = together("case", [
      ...pairs.map(([, then]) => then),
      ...(otherwise ? [translator.typed(otherwise)] : []),
    ]);
    const conditions = pairs.map(([when]) =>
      subject ? compared("=", subject, when).text : conditionOf(when),
    );
    const branches = conditions.map(
      (condition, index) => ` WHEN ${condition} THEN ${values[index]?.text ?? ""}`,
    );
    const last = otherwise ? ` ELSE ${values.at(-1)?.text ?? ""}` : "";
    return typed(`CASE${branches.join("")}${last} END`, values[0]?.type);
  },
};

function conditionOf(when: Typed): string {
  requireBoolean("casewhen", when);
  return when.text;
}

/** `-x`, which is a literal where `x` is one. */
export function negative(value: Typed): Typed {
  const taken = argumentAs("negative", 0, value, ["numeric", "year-month", "day-time", "interval"]);
  return typed(`(-${taken.type ? asType(taken, taken.type).text : taken.text})`, taken.type);
}

function logic(operator: "AND" | "OR"): ExpressionPrinter {
  return (node, translator) => {
    const sides = ["left", "right"].map((side) => translator.typed(node.node(side)));
    const areTexts = sides.every(({ type }) => isSimple(type, "string"));
    for (const { type } of sides) {
      if (!type || (implicitCast(type, "boolean") && !areTexts)) continue;
      const [a, b] = sides.map((side) => side.type ?? type);
      throw operandsRefused(operator, "BOOLEAN", a ?? type, b ?? type);
    }
    const [left, right] = sides.map((side, index) =>
      argumentAs(operator.toLowerCase(), index, side, "boolean"),
    );
    return test(`${left?.text ?? ""} ${operator} ${right?.text ?? ""}`);
  };
}

function bits(print: (a: string, b: string) => string): ExpressionPrinter {
  return (node, translator) => {
    const sides = [translator.typed(node.node("left")), translator.typed(node.node("right"))];
    const [a, b] = operands("&", sides[0] ?? typed("", undefined), sides[1] ?? typed("", undefined));
    const [left, right] = sides.map(({ type }) => type);
    if (left && right && !isInteger(a.type)) throw operandsRefused("&", "INTEGRAL", left, right);
    return typed(print(a.text, b.text), a.type);
  };
}

/** Two operands in the type in which they meet. */
function operands(operator: string, a: Typed, b: Typed): readonly [Typed, Typed] {
  if (!a.type || !b.type) return [a, b];
  const type = comparableType(a.type, b.type);
  if (!type) throw operandsDiffer(operator, a.type, b.type);
  return [asType(a, type), asType(b, type)];
}

/** Joins texts, bytes or arrays; what is none of them becomes text. */
export function joined(...parts: readonly Typed[]): Typed {
  const isArray = parts.some(({ type }) => type?.kind === "array");
  const isBinary =
    parts.some(({ type }) => isSimple(type, "binary")) &&
    parts.every(({ type }) => isSimple(type, "binary", "void"));
  const other = parts.find(({ type }) => type && type.kind !== "array");
  if (isArray && other) {
    throw dataDiffer(
      "concat",
      parts.flatMap(({ type }) => type ?? []),
    );
  }
  const values =
    isArray || isBinary
      ? together("concat", parts)
      : parts.map((part, index) => argumentAs("concat", index, part, "string"));
  const texts = values.map(({ text }) => text);
  // A list that is NULL makes the whole NULL.
  const text = isArray
    ? texts.reduce((list, next) => `memory.main.dbx_concat(${list}, ${next})`)
    : `(${texts.join(" || ")})`;
  return typed(text, values[0]?.type);
}

/** What is true, false or NULL. */
export const PREDICATES: Readonly<Record<string, ExpressionPrinter>> = {
  eq: comparison("="),
  neq: comparison("<>"),
  lt: comparison("<"),
  lte: comparison("<="),
  gt: comparison(">"),
  gte: comparison(">="),
  null_safe_eq: comparison("IS NOT DISTINCT FROM"),
  null_safe_neq: comparison("IS DISTINCT FROM"),
  is_null: (node, translator) =>
    test(`${translator.expression(node.node("this"))} IS ${node.flag("not") ? "NOT " : ""}NULL`),
  is_true: is("TRUE"),
  is_false: is("FALSE"),
  between: (node, translator) => {
    const [value, low, high] = ["this", "low", "high"].map((field) => translator.typed(node.node(field)));
    const not = node.flag("not") ? "NOT " : "";
    if (!value || !low || !high) throw new TypeError("BETWEEN has three operands.");
    const [from, least] = operands("between", value, low);
    const [to, most] = operands("between", value, high);
    if (from.text === to.text && !(from.type && isNested(from.type)))
      return test(`${from.text} ${not}BETWEEN ${least.text} AND ${most.text}`);
    return test(`${not}(${compared(">=", value, low).text} AND ${compared("<=", value, high).text})`);
  },
  in: (node, translator) => {
    const query = node.optionalNode("query");
    const not = node.flag("not") ? "NOT " : "";
    if (query) return inQuery(node.node("this"), query, not, translator);
    const values = [node.node("this"), ...node.nodes("expressions")].map((value) => translator.typed(value));
    const met = together("in", values, comparableType);
    requireOrdered("in", met[0]?.type);
    const [value, ...among] = met.map(orderKey);
    return test(`${value?.text ?? ""} ${not}IN (${among.map(({ text }) => text).join(", ")})`);
  },
  exists: (node, translator) =>
    test(`${node.flag("not") ? "NOT " : ""}EXISTS (${translator.query(node.node("this"))})`),
  like: (node, translator) => like(node, translator, false),
  i_like: (node, translator) => like(node, translator, false),
  regexp_like: (node, translator) => {
    const [text, pattern] = [node.node("this"), node.node("pattern")].map((side, index) =>
      argumentAs("rlike", index, translator.typed(side), "string"),
    );
    return test(matchText(text?.text ?? "", pattern?.text ?? "", literalText(node.node("pattern"))));
  },
};

function comparison(operator: string): ExpressionPrinter {
  return (node, translator) =>
    compared(operator, translator.typed(node.node("left")), translator.typed(node.node("right")));
}

/** Both as one type; NULL is the smallest value inside an array or a struct. */
export function compared(operator: string, left: Typed, right: Typed): Typed {
  const met = operands(operator, left, right);
  requireOrdered(operator, ...met.map(({ type }) => type));
  const [a, b] = met.map(orderKey);
  return test(`${a?.text ?? ""} ${operator} ${b?.text ?? ""}`);
}

/** `a IN (SELECT b …)`, `(a, b) IN (SELECT c, d …)` */
function inQuery(value: SyntaxNode, query: SyntaxNode, not: string, translator: Translator): Typed {
  const fields = value.kind === "tuple" ? value.nodes("expressions") : [value];
  const values = fields.map((field) => translator.typed(field));
  value.finish();
  const { text, columns } = translator.typedQuery(query);
  requireOrdered("in", ...values.map(({ type }) => type));
  if (!columns || columns.length !== values.length)
    return test(`(${values.map((one) => one.text).join(", ")}) ${not}IN (${text})`);
  const pairs = values.map((one, index) => {
    const column = columns[index];
    if (one.type && column?.type && !comparableType(one.type, column.type)) {
      throw typeMismatch(
        "IN_SUBQUERY_DATA_TYPE_MISMATCH",
        "The data type of one or more elements in the left hand side of an IN subquery is not compatible with the data type of the output of the subquery.",
      );
    }
    return operands("in", one, typed(identifier(`c${index}`), column?.type));
  });
  const isSame = pairs.every(([, column], index) => column.text === identifier(`c${index}`));
  const list = pairs.map(([, column]) => column.text).join(", ");
  const names = pairs.map((_, index) => identifier(`c${index}`)).join(", ");
  const among = isSame ? text : `SELECT ${list} FROM (${text}) AS "among"(${names})`;
  const row = pairs.map(([one]) => one.text);
  return test(`${row.length === 1 ? row.join("") : `(${row.join(", ")})`} ${not}IN (${among})`);
}

function test(text: string): Typed {
  return typed(`(${text})`, simpleType("boolean"));
}

function is(value: string): ExpressionPrinter {
  return (node, translator) =>
    test(`${translator.expression(node.node("this"))} IS ${node.flag("not") ? "NOT " : ""}${value}`);
}
