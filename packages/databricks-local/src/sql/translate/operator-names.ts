import { SyntaxNode } from "../syntax/syntax-node";
import { unsignedShift } from "../text/written-words";
import { isDatetime, isInteger, isSimple } from "../types/coercion";
import type { SqlType } from "../types/sql-type";
import { type Namer, type NamePrinter, withoutParens } from "./column-name";

/** Operators and predicates. */
export const OPERATOR_NAMES: Readonly<Record<string, NamePrinter>> = {
  add: (node, namer) => sumName("+", node, namer),
  and: infix("AND"),
  between: (node, namer) => {
    const operands = ["this", "low", "high"].map((field) => node.node(field));
    return negated(`between(${namer.names(operands)})`, node.flag("not"));
  },
  bitwise_and: infix("&"),
  bitwise_left_shift: infix("<<"),
  bitwise_not: (node, namer) => `~${namer.name(node.node("this"))}`,
  bitwise_or: infix("|"),
  bitwise_right_shift: (node, namer) => {
    const [left, right] = sides(node);
    const unsigned = unsignedShift(left);
    return `(${namer.name(unsigned ?? left)} ${unsigned ? ">>>" : ">>"} ${namer.name(right)})`;
  },
  bitwise_xor: infix("^"),
  case: caseName,
  concat: (node, namer) => `concat(${namer.names([node.node("left"), node.node("right")])})`,
  d_pipe: (node, namer) => `concat(${namer.names([node.node("this"), node.node("expression")])})`,
  div: infix("/"),
  eq: infix("="),
  exists: (node, { translator }) =>
    negated(`exists(${translator.outerColumns(node.node("this")).join(", ")})`, node.flag("not")),
  gt: infix(">"),
  gte: infix(">="),
  i_like: (node, namer) => likeName(node, namer),
  in: inName,
  int_div: (node, namer) => `(${namer.name(node.node("this"))} div ${namer.name(node.node("expression"))})`,
  is_false: is("<=> false"),
  is_null: (node, namer) => `(${namer.name(node.node("this"))} IS ${node.flag("not") ? "NOT " : ""}NULL)`,
  is_true: is("<=> true"),
  like: (node, namer) => likeName(node, namer),
  lt: infix("<"),
  lte: infix("<="),
  mod: infix("%"),
  mul: (node, namer) => {
    const [left, right] = sides(node);
    const isTurned = isSpan(namer.translator.typeOf(right)) && !isSpan(namer.translator.typeOf(left));
    const [a, b] = isTurned ? [right, left] : [left, right];
    return `(${namer.name(a)} * ${namer.name(b)})`;
  },
  neq: (node, namer) => negated(infix("=")(node, namer), true),
  not: (node, namer) => {
    const value = node.node("this");
    if (!value.has("quantifier")) return `(NOT ${namer.name(value)})`;
    return likeName(value, namer, true);
  },
  null_safe_eq: infix("<=>"),
  null_safe_neq: (node, namer) => negated(infix("<=>")(node, namer), true),
  or: infix("OR"),
  regexp_like: (node, namer) => `RLIKE(${namer.names([node.node("this"), node.node("pattern")])})`,
  sub: (node, namer) => sumName("-", node, namer),
  subquery: (node, { translator }) =>
    `scalarsubquery(${translator.outerColumns(node.node("this")).join(", ")})`,
};

function sides(node: SyntaxNode): [SyntaxNode, SyntaxNode] {
  return [node.node("left"), node.node("right")];
}

function infix(operator: string): NamePrinter {
  return (node, namer) => {
    const [left, right] = sides(node).map((side) => namer.name(side));
    return `(${left ?? ""} ${operator} ${right ?? ""})`;
  };
}

function is(test: string): NamePrinter {
  return (node, namer) => negated(`(${namer.name(node.node("this"))} ${test})`, node.flag("not"));
}

function negated(name: string, isNegated: boolean): string {
  return isNegated ? `(NOT ${name})` : name;
}

function isSpan(type: SqlType | undefined): boolean {
  return type?.kind === "interval" || isSimple(type, "interval");
}

/** A day's sum with a number or an interval is a call, or an operation without brackets. */
function sumName(operator: "+" | "-", node: SyntaxNode, namer: Namer): string {
  const [left, right] = sides(node);
  const [a, b] = [namer.translator.typeOf(left), namer.translator.typeOf(right)];
  if (movesBy(a, b)) return movedName(operator, left, a, right, b, namer);
  if (operator === "+" && movesBy(b, a)) return movedName(operator, right, b, left, a, namer);
  return `(${namer.name(left)} ${operator} ${namer.name(right)})`;
}

/** Whether a value of the first type is a time, or the text of one, that one of the second type moves. */
function movesBy(time: SqlType | undefined, by: SqlType | undefined): boolean {
  if (isSimple(time, "date") && (isInteger(by) || isSimple(by, "void"))) return true;
  return isSpan(by) && time !== undefined && (isDatetime(time) || isSimple(time, "string", "void"));
}

function movedName(
  operator: "+" | "-",
  time: SyntaxNode,
  type: SqlType | undefined,
  by: SyntaxNode,
  span: SqlType | undefined,
  namer: Namer,
): string {
  const [moved, size] = [namer.name(time), namer.name(by)];
  if (isInteger(span)) return `${operator === "+" ? "date_add" : "date_sub"}(${moved}, ${size})`;
  if (isSimple(type, "date") && span?.kind === "interval" && span.from === "day" && span.to === "day") {
    const days = `extractansiintervaldays(${size})`;
    return `date_add(${moved}, ${operator === "+" ? days : `(- ${days})`})`;
  }
  return `${moved} ${operator} ${size}`;
}

function caseName(node: SyntaxNode, namer: Namer): string {
  const operand = node.optionalNode("operand");
  const subject = operand && namer.name(operand);
  const otherwise = node.optionalNode("else_");
  const whens = node.pairs("whens").map(([when, then]) => {
    const condition = namer.name(SyntaxNode.of(when));
    const test = subject === undefined ? condition : `(${subject} = ${condition})`;
    return ` WHEN ${test} THEN ${namer.name(SyntaxNode.of(then))}`;
  });
  return `CASE${whens.join("")}${otherwise ? ` ELSE ${namer.name(otherwise)}` : ""} END`;
}

/** `s LIKE a% ESCAPE '#'`, `ilike(s, a%)`, `likeany(s)` */
function likeName(node: SyntaxNode, namer: Namer, isNot = false): string {
  const [left, right] = sides(node);
  const [text, isAnyCase] = [namer.name(left), node.kind === "i_like"];
  const escape = node.optionalNode("escape");
  const one = (pattern: SyntaxNode) => {
    const name = namer.name(pattern);
    if (isAnyCase) return `ilike(${text}, ${name})`;
    return `${text} LIKE ${name}${escape ? ` ESCAPE '${namer.name(escape)}'` : ""}`;
  };
  const quantifier = node.optionalText("quantifier")?.toLowerCase();
  if (quantifier === undefined) return one(right);
  const patterns = right.kind === "tuple" ? right.nodes("expressions") : [withoutParens(right)];
  const isAll = quantifier === "all";
  if (patterns.every(({ kind }) => kind === "literal"))
    return `${isNot ? "not" : ""}like${isAll ? "all" : "any"}(${isAnyCase ? `lower(${text})` : text})`;
  return patterns
    .map((pattern) => negated(one(pattern), isNot))
    .reduce((before, next) => `(${before} ${isAll ? "AND" : "OR"} ${next})`);
}

function inName(node: SyntaxNode, namer: Namer): string {
  const query = node.optionalNode("query");
  const value = node.node("this");
  const among = query
    ? `listquery(${namer.translator.outerColumns(query).join(", ")})`
    : namer.names(node.nodes("expressions"));
  const name = `(${query ? soughtName(value, namer) : namer.name(value)} IN (${among}))`;
  return negated(name, node.flag("not"));
}

/** Beside a query, the fields of several columns stand in quotes. */
function soughtName(value: SyntaxNode, namer: Namer): string {
  const name = namer.name(value);
  if (value.kind !== "tuple") return name;
  const fields = value.nodes("expressions").map((field, index) => {
    const shown = namer.name(field);
    const key = field.kind === "column" || field.kind === "literal" ? shown : `_${index}`;
    return `'${key}', ${shown}`;
  });
  return `named_struct(${fields.join(", ")})`;
}
