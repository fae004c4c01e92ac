import { SyntaxNode } from "../syntax/syntax-node";
import { writtenName } from "../text/statement-text";
import { typeName } from "../types/sql-type";
import { typeOfSyntax } from "../types/type-of-syntax";
import { CALL_SHAPES } from "./call-shapes";

const INFIX: Readonly<Record<string, string>> = {
  add: "+",
  sub: "-",
  mul: "*",
  div: "/",
  mod: "%",
  eq: "=",
  lt: "<",
  lte: "<=",
  gt: ">",
  gte: ">=",
  and: "AND",
  or: "OR",
};

/** The name that Databricks gives a column without alias: `count(1)`, `sum(x)`, `(a + 1)`. */
export function columnName(node: SyntaxNode): string {
  const names = (nodes: readonly SyntaxNode[]) => nodes.map(columnName).join(", ");
  const operator = INFIX[node.kind];
  if (operator !== undefined)
    return `(${columnName(node.node("left"))} ${operator} ${columnName(node.node("right"))})`;

  const shape = CALL_SHAPES[node.kind];
  if (shape) {
    const given = node.optionalText("original_name") ?? node.optionalText("name");
    const name = given?.toLowerCase() ?? shape.name ?? node.kind;
    if (name === "explode") return "col";
    const args = shape.list
      ? node.nodes(shape.list)
      : (shape.fields ?? []).flatMap((field) => node.optionalNode(field) ?? []);
    return `${name}(${node.flag("distinct") ? "DISTINCT " : ""}${names(args)})`;
  }
  switch (node.kind) {
    case "column":
      return node.part("name").text("name");
    case "literal":
      return literalName(node);
    case "interval":
      return intervalName(node);
    case "concat":
      return `concat(${names([node.node("left"), node.node("right")])})`;
    case "int_div":
      return `(${columnName(node.node("this"))} div ${columnName(node.node("expression"))})`;
    case "alias":
      return `${columnName(node.node("this"))} AS ${node.part("alias").text("name")}`;
    case "boolean":
      return String(node.flag("value"));
    case "null":
      return "NULL";
    case "neg":
      return node.node("this").kind === "literal"
        ? `-${columnName(node.node("this"))}`
        : `(- ${columnName(node.node("this"))})`;
    case "not":
      return `(NOT ${columnName(node.node("this"))})`;
    case "is_null":
      return `(${columnName(node.node("this"))} IS ${node.flag("not") ? "NOT " : ""}NULL)`;
    case "paren":
      return columnName(node.node("this"));
    case "dot":
      return `${columnName(node.node("this"))}.${node.part("field").text("name")}`;
    case "subscript":
      return `${columnName(node.node("this"))}[${columnName(node.node("index"))}]`;
    case "cast":
    case "try_cast":
      return castName(node);
    case "j_s_o_n_extract":
      return /[^.[\]"'`]+(?=["'`\]]*$)/.exec(columnName(node.node("expression")))?.[0] ?? node.kind;
    case "count":
      return countName(node);
    case "function":
    case "aggregate_function":
      return `${node.text("name").toLowerCase()}(${names(node.nodes("args"))})`;
    case "parameter":
      return writtenName(node.text("name"));
    case "case":
      return caseName(node);
    case "subquery":
      return "scalarsubquery()";
    case "window_function":
      return `${columnName(node.node("this"))} OVER (…)`;
    default:
      return node.kind;
  }
}

function castName(node: SyntaxNode): string {
  const inner = node.node("this");
  const name = columnName(inner);
  const type = typeName(typeOfSyntax(node.part("to")));
  // A column keeps its name. The parser reads 5L as CAST(5 AS BIGINT), which Databricks calls 5.
  const isTyped = inner.kind === "literal" && !node.flag("double_colon_syntax") && type === "bigint";
  return (inner.kind === "column" && node.kind === "cast") || isTyped
    ? name
    : `${node.kind.toUpperCase()}(${name} AS ${type.toUpperCase()})`;
}

function literalName(node: SyntaxNode): string {
  const type = node.text("literal_type");
  return type === "date" || type === "timestamp"
    ? `${type.toUpperCase()} '${node.text("value")}'`
    : node.text("value");
}

function intervalName(node: SyntaxNode): string {
  const amount = columnName(node.node("this"));
  const unit = node.optionalPart("unit");
  if (!unit) return `INTERVAL '${amount}'`;
  if (unit.text("type") === "simple") return `INTERVAL '${amount}' ${unit.text("unit").toUpperCase()}`;
  return `INTERVAL '${amount}' ${unit.text("this").toUpperCase()} TO ${unit.text("expression").toUpperCase()}`;
}

function countName(node: SyntaxNode): string {
  if (node.flag("star")) return "count(1)";
  const argument = node.optionalNode("this");
  const args = argument?.kind === "tuple" ? argument.nodes("expressions") : argument ? [argument] : [];
  return `count(${node.flag("distinct") ? "DISTINCT " : ""}${args.map(columnName).join(", ")})`;
}

function caseName(node: SyntaxNode): string {
  const operand = node.optionalNode("operand");
  const otherwise = node.optionalNode("else_");
  const whens = node
    .pairs("whens")
    .map(
      ([when, then]) => ` WHEN ${columnName(SyntaxNode.of(when))} THEN ${columnName(SyntaxNode.of(then))}`,
    );
  return `CASE${operand ? ` ${columnName(operand)}` : ""}${whens.join("")}${otherwise ? ` ELSE ${columnName(otherwise)}` : ""} END`;
}
