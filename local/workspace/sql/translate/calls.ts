import type { Call } from "../functions/function-spec";
import { KNOWN_FUNCTIONS } from "../functions/known-functions";
import { unresolvedRoutine, unsupported, wrongArgumentCount } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { CALL_SHAPES } from "./call-shapes";
import type { ExpressionPrinter } from "./expressions";
import type { Translator } from "./translator";
import { windowText } from "./window";

/** Function calls: plain ones, and those for which the parser has a kind of its own. */
export const CALLS: Readonly<Record<string, ExpressionPrinter>> = {
  function: (node, translator) => {
    node.ignore("quoted");
    return printCall(node.text("name"), node.nodes("args"), node, translator);
  },
  aggregate_function: (node, translator) =>
    printCall(node.text("name"), node.nodes("args"), node, translator),
  window_function: (node, translator) => {
    const inner = node.node("this");
    const over = ` OVER ${windowText(node.part("over"), translator)}`;
    return windowCall(inner, translator, over);
  },
  count: (node, translator) => countCall(node, translator, ""),
  extract: (node, translator) => {
    const field = node.raw("field");
    if (typeof field !== "string") throw unsupported("EXTRACT of this field");
    return printCall(field.toLowerCase(), [node.node("this")], node, translator);
  },
  trim: (node, translator) => {
    const side = { Both: "trim", Leading: "ltrim", Trailing: "rtrim" }[node.text("position")];
    const text = translator.expression(node.node("this"));
    const characters = node.optionalNode("characters");
    return `${side ?? "trim"}(${text}${characters ? `, ${translator.expression(characters)}` : ""})`;
  },
  ...Object.fromEntries(
    Object.keys(CALL_SHAPES).map((kind): [string, ExpressionPrinter] => [
      kind,
      (node, translator) => shapedCall(node, translator, ""),
    ]),
  ),
};

function windowCall(inner: SyntaxNode, translator: Translator, over: string): string {
  let text: string;
  if (inner.kind === "count") text = countCall(inner, translator, over);
  else if (inner.kind in CALL_SHAPES) text = shapedCall(inner, translator, over);
  else if (inner.kind === "function" || inner.kind === "aggregate_function") {
    inner.ignore("quoted");
    text = printCall(inner.text("name"), inner.nodes("args"), inner, translator, over);
  } else throw unsupported(`OVER behind ${inner.kind}`);
  inner.finish();
  return text;
}

function shapedCall(node: SyntaxNode, translator: Translator, over: string): string {
  const shape = CALL_SHAPES[node.kind] ?? {};
  const nodes = (shape.fields ?? []).flatMap((field) => node.optionalNode(field) ?? []);
  const list = shape.list ? node.nodes(shape.list) : [];
  node.ignore("name");
  return printCall(shape.name ?? node.kind, [...nodes, ...list], node, translator, over);
}

function countCall(node: SyntaxNode, translator: Translator, over: string): string {
  const argument = node.optionalNode("this");
  if (node.flag("star")) {
    const call = { ...callOf("count", [], node, translator, over), args: ["*"] };
    return specOf("count").print(call);
  }
  const nodes = argument?.kind === "tuple" ? argument.nodes("expressions") : argument ? [argument] : [];
  return printCall("count", nodes, node, translator, over);
}

function printCall(
  name: string,
  nodes: readonly SyntaxNode[],
  node: SyntaxNode,
  translator: Translator,
  over = "",
): string {
  const call = callOf(name.toLowerCase(), nodes, node, translator, over);
  const spec = specOf(call.name);
  if (nodes.length < spec.minArgs || nodes.length > spec.maxArgs) {
    const range = spec.minArgs === spec.maxArgs ? `${spec.minArgs}` : `[${spec.minArgs}, ${spec.maxArgs}]`;
    throw wrongArgumentCount(call.name, range, nodes.length);
  }
  if (spec.kind === "scalar" && (call.distinct || call.filter !== undefined || over !== "")) {
    throw unsupported(`DISTINCT, FILTER or OVER with the scalar function ${call.name}`);
  }
  if (spec.kind === "window" && over === "") throw unsupported(`${call.name} without OVER`);
  return spec.print(call);
}

function specOf(name: string) {
  const spec = Object.hasOwn(KNOWN_FUNCTIONS, name) ? KNOWN_FUNCTIONS[name] : undefined;
  if (!spec) throw unresolvedRoutine(name);
  return spec;
}

function callOf(
  name: string,
  nodes: readonly SyntaxNode[],
  node: SyntaxNode,
  translator: Translator,
  over: string,
): Call {
  if (!Object.hasOwn(KNOWN_FUNCTIONS, name)) throw unresolvedRoutine(name);
  const filter = node.optionalNode("filter");
  return {
    name,
    nodes,
    args: nodes.map((argument) => translator.expression(argument)),
    distinct: node.flag("distinct"),
    ignoreNulls: node.flag("ignore_nulls"),
    filter: filter && translator.expression(filter),
    over,
    translator,
  };
}
