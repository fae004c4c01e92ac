import { SyntaxNode } from "../syntax/syntax-node";
import { writtenName } from "../text/statement-text";
import { typeName } from "../types/sql-type";
import { typeOfSyntax } from "../types/type-of-syntax";
import { CALL_SHAPES } from "./call-shapes";
import { timeName } from "./time-names";

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
  const ofTimes = timeName(node, columnName);
  if (ofTimes !== undefined) return ofTimes;
  const names = (nodes: readonly SyntaxNode[]) => nodes.map(columnName).join(", ");
  const operator = INFIX[node.kind];
  if (operator !== undefined)
    return `(${columnName(node.node("left"))} ${operator} ${columnName(node.node("right"))})`;

  const shape = CALL_SHAPES[node.kind];
  if (shape) {
    const given = node.optionalText("original_name") ?? node.optionalText("name");
    // The word `day` is the shorter one of two that the parser takes for the same.
    const name =
      given?.toLowerCase() ?? (node.kind === "day_of_month" ? "dayofmonth" : (shape.name ?? node.kind));
    if (name === "explode") return "col";
    const args = shape.list
      ? node.nodes(shape.list)
      : (shape.fields ?? []).flatMap((field) => node.optionalNode(field) ?? []);
    return `${name}(${node.flag("distinct") ? "DISTINCT " : ""}${argumentNames(name, args)})`;
  }
  switch (node.kind) {
    case "column":
      return node.part("name").text("name");
    case "literal":
      return node.text("value");
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
    case "not": {
      const inner = node.node("this");
      if (inner.kind.endsWith("like") && inner.has("quantifier")) return `not${columnName(inner)}`;
      return `(NOT ${columnName(inner)})`;
    }
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
      return functionName(node.text("name").toLowerCase(), node.nodes("args"));
    case "i_like":
    case "like":
      return likeName(node);
    case "regexp_like":
      return `RLIKE(${names([node.node("this"), node.node("pattern")])})`;
    case "trim":
      return trimName(node);
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

/** What a call is given for arguments that are left out. */
const LEFT_OUT: Readonly<Record<string, readonly (string | undefined)[]>> = {
  locate: [undefined, undefined, "1"],
  lpad: [undefined, undefined, " "],
  mask: [undefined, "X", "x", "n", "NULL"],
  overlay: [undefined, undefined, undefined, "-1"],
  regexp_extract: [undefined, undefined, "1"],
  regexp_extract_all: [undefined, undefined, "1"],
  regexp_instr: [undefined, undefined, "0"],
  regexp_replace: [undefined, undefined, undefined, "1"],
  replace: [undefined, undefined, ""],
  rpad: [undefined, undefined, " "],
  split: [undefined, undefined, "-1"],
  substr: [undefined, undefined, "2147483647"],
  substring: [undefined, undefined, "2147483647"],
};

/** Whose schema and options are no part of the name. */
const OF_FIRST = ["from_json", "schema_of_json", "to_json"];

function argumentNames(name: string, args: readonly SyntaxNode[]): string {
  const shown = OF_FIRST.includes(name) ? args.slice(0, 1) : args;
  const leftOut = (LEFT_OUT[name] ?? []).slice(args.length);
  return [...shown.map(columnName), ...leftOut].join(", ");
}

function functionName(name: string, args: readonly SyntaxNode[]): string {
  const [first, second] = args;
  const side = { ltrim: "LEADING", rtrim: "TRAILING" }[name];
  if (side !== undefined && first && second)
    return `TRIM(${side} ${columnName(first)} FROM ${columnName(second)})`;
  return `${name}(${argumentNames(name, args)})`;
}

function likeName(node: SyntaxNode): string {
  const [left, right] = [columnName(node.node("left")), columnName(node.node("right"))];
  const quantifier = node.optionalText("quantifier");
  if (quantifier !== undefined) return `${node.kind.replace("_", "")}${quantifier.toLowerCase()}(${left})`;
  const escape = node.optionalNode("escape");
  const list = `${left}, ${right}${escape ? `, ${columnName(escape)}` : ""}`;
  if (node.kind === "i_like") return `ilike(${list})`;
  return `${left} LIKE ${right}${escape ? ` ESCAPE '${columnName(escape)}'` : ""}`;
}

function trimName(node: SyntaxNode): string {
  const side = node.text("position");
  const [first, second] = [node.node("this"), node.optionalNode("characters")];
  const name = { Leading: "ltrim", Trailing: "rtrim" }[side] ?? "trim";
  if (!second) return `${name}(${columnName(first)})`;
  const [characters, text] = node.flag("sql_standard_syntax") ? [second, first] : [first, second];
  return `TRIM(${side.toUpperCase()} ${columnName(characters)} FROM ${columnName(text)})`;
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
