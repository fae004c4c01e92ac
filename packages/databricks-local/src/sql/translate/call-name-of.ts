import type { SyntaxNode } from "../syntax/syntax-node";
import { writtenWord } from "../text/written-words";
import { isSimple } from "../types/coercion";
import { callName } from "./call-names";
import { CALL_SHAPES } from "./call-shapes";
import type { Namer, NamePrinter } from "./column-name";
import { starColumns } from "./star-columns";
import { orderName, windowName } from "./window-names";

/** Calls for which the parser has a form of its own. */
export const CALL_NAMES: Readonly<Record<string, NamePrinter>> = {
  aggregate_function: (node, namer) => printed(node.text("name"), node.nodes("args"), node, namer),
  count: (node, namer) => {
    const argument = node.optionalNode("this");
    const args = argument?.kind === "tuple" ? argument.nodes("expressions") : argument ? [argument] : [];
    const isRows = node.flag("star") || (argument?.kind === "star" && !node.flag("distinct"));
    return isRows ? "count(1)" + filterName(node, namer) : printed("count", args, node, namer);
  },
  extract: (node, namer) => `extract(${fieldOf(node)} FROM ${namer.name(node.node("this"))})`,
  filter: (node, namer) =>
    `${namer.name(node.node("this"))} FILTER (WHERE ${namer.name(node.node("expression"))})`,
  function: (node, namer) => {
    const name = writtenWord(node.text("name"));
    const isBare = node.flag("no_parens");
    if (isBare && namer.translator.scopes.some((scope) => scope.column(name))) return name;
    const isWord = isBare && name.toLowerCase() === "session_user";
    return printed(isWord ? "current_user" : name, node.nodes("args"), node, namer);
  },
  mode: (node, namer) => {
    const value = node.optionalNode("this");
    return value && value.kind !== "null" ? callNameOf(node, namer) : "mode()";
  },
  str_position: (node, namer) =>
    printed(
      "locate",
      ["substr", "this", "position"].flatMap((field) => node.optionalNode(field) ?? []),
      node,
      namer,
    ),
  trim: (node, namer) => {
    const side = { Both: "trim", Leading: "ltrim", Trailing: "rtrim" }[node.text("position")] ?? "trim";
    const fields = ["characters", "this"].flatMap((field) => node.optionalNode(field) ?? []);
    // The parser takes `trim(a, b)` the other way round.
    const args = node.flag("sql_standard_syntax") ? fields : fields.reverse();
    return printed(side, args, node, namer);
  },
  tuple: (node, namer) => {
    const fields = node
      .nodes("expressions")
      .map((field, index) => `${keyOf(field, index)}, ${namer.name(field)}`);
    return `named_struct(${fields.join(", ")})`;
  },
  window_function: (node, namer) => {
    const call = node.node("this");
    // Only what is no aggregate says that it passes over NULLs.
    const nulls = call.kind === "nth_value" && call.flag("ignore_nulls") ? " ignore nulls" : "";
    return `${namer.name(call)}${nulls} OVER ${windowName(call, node.part("over"), namer)}`;
  },
  within_group: (node, namer) => {
    const call = node.node("this");
    const isText = call.kind === "list_agg" || call.kind === "string_agg";
    // The smallest of the most frequent values is the first one, which Spark shows the other way round.
    const isMode = call.kind === "mode";
    const order = node.partsOf("order_by").map((item) => {
      if (isText) return orderName(item, namer);
      return `${namer.name(item.node("this"))}${item.flag("desc") === isMode ? "" : " DESC"}`;
    });
    const name = namer.name(call).replace(/^string_agg/, "listagg");
    return `${name} WITHIN GROUP (ORDER BY ${order.join(", ")})${filterName(node, namer)}`;
  },
};

/** A call of a kind of its own that holds nothing but arguments. */
export function callNameOf(node: SyntaxNode, namer: Namer): string {
  const shape = CALL_SHAPES[node.kind] ?? {};
  const fields = (shape.fields ?? []).flatMap((field) => node.optionalNode(field) ?? []);
  const list = shape.list ? node.nodes(shape.list) : [];
  const isTry = node.kind === "to_number" && node.optionalNode("safe") !== undefined ? "try_" : "";
  const name = node.optionalText("original_name") ?? node.optionalText("name") ?? shape.name ?? node.kind;
  return printed(isTry + name, [...fields, ...list], node, namer);
}

function printed(name: string, nodes: readonly SyntaxNode[], node: SyntaxNode, namer: Namer): string {
  const key = name.toLowerCase();
  const args = nodes.flatMap((arg) => argumentNames(arg, namer));
  const own = ofType(key, nodes, args, node, namer) ?? callName(key, args, node.flag("distinct"));
  return own + filterName(node, namer);
}

/** A star stands for its columns. */
function argumentNames(node: SyntaxNode, namer: Namer): string[] {
  const columns = node.kind === "star" ? starColumns(node.copy(), namer.translator) : undefined;
  return columns?.map((column) => column.name) ?? [namer.name(node)];
}

function filterName(node: SyntaxNode, namer: Namer): string {
  const condition = node.optionalNode("filter");
  return condition ? ` FILTER (WHERE ${namer.name(condition)})` : "";
}

function fieldOf(node: SyntaxNode): string {
  const field = node.raw("field");
  if (typeof field === "string") return field.toUpperCase();
  return writtenWord(node.part("field").optionalText("Custom") ?? "");
}

/** A tuple's field is called as its column or its alias. */
function keyOf(field: SyntaxNode, index: number): string {
  if (field.kind === "alias") return field.copy().part("alias").text("name");
  if (field.kind === "column") return field.copy().part("name").text("name");
  return field.kind === "dot" ? field.copy().part("field").text("name") : `col${index + 1}`;
}

/** The calls that are shown as another one where their argument is of a certain type. */
function ofType(
  name: string,
  nodes: readonly SyntaxNode[],
  args: readonly string[],
  node: SyntaxNode,
  { translator }: Namer,
): string | undefined {
  if (name === "from_json" && translator.typeOf(node)?.kind === "map") return "entries";
  if (name === "mode" && args[1] === "false") return `mode(${args[0] ?? ""})`;
  const [value] = nodes;
  if ((name !== "to_char" && name !== "to_varchar") || !value) return undefined;
  const [text = "", format = ""] = args;
  const type = translator.typeOf(value);
  if (isSimple(type, "date", "timestamp")) return `date_format(${text}, ${format})`;
  if (!isSimple(type, "binary")) return undefined;
  const coding = format.toLowerCase();
  if (coding === "utf-8") return `decode(${text}, ${format})`;
  return `${name === "to_varchar" ? name : coding}(${text})`;
}
