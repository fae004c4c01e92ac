import { extracted } from "../functions/date-parts";
import type { FunctionCall, FunctionSpec, Within } from "../functions/function-spec";
import { KNOWN_FUNCTIONS, unknownFunction } from "../functions/known-functions";
import { SqlError } from "../sql-engine";
import { starOfTable, syntaxError, unsupported, withoutOver, wrongArgumentCount } from "../sql-faults";
import { SyntaxNode } from "../syntax/syntax-node";
import { unsignedShift, writtenWord } from "../text/written-words";
import { requireComparable } from "../types/ordered";
import { simpleType } from "../types/sql-type";
import { CALL_SHAPES, extractField } from "./call-shapes";
import { lambdaParameters, printLambda } from "./lambdas";
import { orderBy, windowText } from "./query-parts";
import { columnOfWord } from "./references";
import { routineCall } from "./routines";
import { starColumns } from "./star-columns";
import type { ExpressionPrinter, Translator } from "./translator";
import { typed, type Typed } from "./typed";

/** What stands around a call's brackets. */
interface Surround {
  readonly over: string;
  readonly isOrdered: boolean;
  readonly frame: string;
  readonly within: Within | undefined;
  readonly filter?: string | undefined;
}

const NOTHING: Surround = { over: "", isOrdered: false, frame: "", within: undefined };

/** Function calls: plain ones, and those for which the parser has a kind of its own. */
export const CALLS: Readonly<Record<string, ExpressionPrinter>> = {
  function: (node, translator) => {
    const made = routineCall(node.ignore("quoted"), translator);
    if (made) return made;
    const name = writtenWord(node.text("name"));
    const column = node.flag("no_parens") ? columnOfWord(name, translator) : undefined;
    return column ?? printCall(name, node.nodes("args"), node, translator);
  },
  aggregate_function: (node, translator) =>
    printCall(node.text("name"), node.nodes("args"), node, translator),
  window_function: (node, translator) => {
    const inner = node.node("this");
    const window = node.part("over");
    const name = window.copy().optionalPart("window_name")?.text("name");
    const isOrdered =
      window.has("order_by") ||
      (name !== undefined && translator.scope.windows.get(name.toLowerCase())?.has("order_by") === true);
    const over = ` OVER ${windowText(window, translator)}`;
    const frame = /(?:ROWS|RANGE) BETWEEN .*(?=\)$)/.exec(over)?.[0] ?? "";
    return innerCall(inner, translator, { ...NOTHING, over, isOrdered, frame });
  },
  within_group: (node, translator) => withinGroup(node, translator, NOTHING),
  filter: (node, translator) => {
    const filter = translator.expression(node.node("expression"));
    return innerCall(node.node("this"), translator, { ...NOTHING, filter });
  },
  count: (node, translator) => countCall(node, translator, NOTHING),
  extract: (node, translator) => extracted(extractField(node), translator.typed(node.node("this"))),
  bitwise_left_shift: (node, translator) =>
    printCall("shiftleft", [node.node("left"), node.node("right")], node, translator),
  bitwise_right_shift: (node, translator) => {
    const left = node.node("left");
    const unsigned = unsignedShift(left);
    const name = unsigned ? "shiftrightunsigned" : "shiftright";
    return printCall(name, [unsigned ?? left, node.node("right")], node, translator);
  },
  // `(a, b)` is `struct(a, b)`.
  tuple: (node, translator) => printCall("struct", node.nodes("expressions"), node, translator),
  // `trim(characters FROM text)` and `trim(characters, text)`
  trim: (node, translator) => {
    const side = { Both: "trim", Leading: "ltrim", Trailing: "rtrim" }[node.text("position")] ?? "trim";
    const isStandard = node.flag("sql_standard_syntax");
    const [first, second] = [node.node("this"), node.optionalNode("characters")];
    const nodes = second ? (isStandard ? [second, first] : [first, second]) : [first];
    return printCall(side, nodes, node, translator);
  },
  ...Object.fromEntries(
    Object.keys(CALL_SHAPES).map((kind): [string, ExpressionPrinter] => [
      kind,
      (node, translator) => shapedCall(node, translator, NOTHING),
    ]),
  ),
};

/** A call below OVER, FILTER or WITHIN GROUP. */
function innerCall(inner: SyntaxNode, translator: Translator, around: Surround): Typed {
  let call: Typed;
  if (inner.kind === "count") {
    call = countCall(inner, translator, around);
  } else if (inner.kind === "within_group") {
    call = withinGroup(inner, translator, around);
  } else if (inner.kind in CALL_SHAPES) {
    call = shapedCall(inner, translator, around);
  } else if (inner.kind === "function" || inner.kind === "aggregate_function") {
    inner.ignore("quoted");
    call = printCall(writtenWord(inner.text("name")), inner.nodes("args"), inner, translator, around);
  } else if (inner.kind === "filter") {
    const filter = translator.expression(inner.node("expression"));
    call = innerCall(inner.node("this"), translator, { ...around, filter });
  } else {
    throw unsupported(`OVER behind ${inner.kind}`);
  }
  inner.finish();
  return call;
}

function withinGroup(node: SyntaxNode, translator: Translator, around: Surround): Typed {
  const within = withinOf(node.partsOf("order_by"), translator);
  const filter = node.optionalNode("filter");
  return innerCall(node.node("this"), translator, {
    ...around,
    within,
    filter: filter ? translator.expression(filter) : around.filter,
  });
}

function withinOf(order: readonly SyntaxNode[], translator: Translator): Within | undefined {
  const [first] = order;
  if (!first) return undefined;
  const value = translator.typed(first.copy().node("this"));
  return { text: orderBy(order, translator), value, descending: first.copy().flag("desc") };
}

function shapedCall(node: SyntaxNode, translator: Translator, around: Surround): Typed {
  const shape = CALL_SHAPES[node.kind] ?? {};
  const nodes = (shape.fields ?? []).flatMap((field) => node.optionalNode(field) ?? []);
  const list = shape.list ? node.nodes(shape.list) : [];
  // `try_to_number` is a `to_number` that is safe.
  const isTry = node.kind === "to_number" && node.optionalNode("safe") !== undefined ? "try_" : "";
  node.ignore("name", "variant_extract", "from_for_syntax");
  refuseSynonym(node);
  return printCall(isTry + (shape.name ?? node.kind), [...nodes, ...list], node, translator, around);
}

/** The parser also takes names that other systems give the function. */
function refuseSynonym(node: SyntaxNode): void {
  const look = node.copy();
  const written = (look.optionalText("original_name") ?? look.optionalText("name"))?.toLowerCase();
  if (written === "**") throw syntaxError("*");
  if (written !== undefined) specOf(written);
}

function countCall(node: SyntaxNode, translator: Translator, around: Surround): Typed {
  const argument = node.optionalNode("this");
  const isStar = node.flag("star") || argument?.kind === "star";
  if (argument?.kind === "star" && argument.has("table")) throw starOfTable();
  if (isStar && node.copy().flag("distinct"))
    return printCall("count", [argument ?? new SyntaxNode("star", {})], node, translator, around);
  if (isStar) {
    translator.scope.groupCalls += 1;
    const spec = specOf("count");
    const call = { ...callOf("count", [], node, translator, around, spec), args: ["*"], types: [undefined] };
    return typed(spec.print(call), simpleType("bigint"));
  }
  const nodes = argument?.kind === "tuple" ? argument.nodes("expressions") : argument ? [argument] : [];
  return printCall("count", nodes, node, translator, around);
}

function printCall(
  name: string,
  given: readonly SyntaxNode[],
  node: SyntaxNode,
  translator: Translator,
  around: Surround = NOTHING,
): Typed {
  const spec = specOf(name.toLowerCase());
  const nodes = given.flatMap((one) => (one.kind === "star" ? columnsOfStar(one, translator) : [one]));
  if (nodes.length < spec.minArgs || nodes.length > spec.maxArgs)
    throw wrongArgumentCount(name.toLowerCase(), spec, nodes.length);

  const call = callOf(name.toLowerCase(), nodes, node, translator, around, spec);
  if (spec.kind === "scalar" && (call.distinct || call.filter !== undefined || call.over !== ""))
    throw unsupported(`DISTINCT, FILTER or OVER with the scalar function ${call.name}`);

  if (spec.kind === "window" && call.over === "") throw withoutOver(call.name);
  if (spec.kind !== "scalar") translator.scope.groupCalls += 1;
  requireComparable(call.name, call.types);
  if (call.over !== "" && call.distinct) {
    throw new SqlError(
      "DISTINCT_WINDOW_FUNCTION_UNSUPPORTED",
      "0A000",
      `Distinct window functions are not supported: ${call.name}.`,
    );
  }
  return typed(spec.print(call), spec.type(call));
}

/** `struct(t.*)`: the columns one by one. */
function columnsOfStar(star: SyntaxNode, translator: Translator): SyntaxNode[] {
  const table = star.copy().optionalPart("table");
  const columns = starColumns(star.copy(), translator);
  star.ignore(...star.fields);
  if (!columns) throw unsupported("* as an argument beside columns that are not known");
  const of = table && { table: { name: table.text("name") } };
  return columns.map(({ name }) => new SyntaxNode("column", { name: { name }, ...of }));
}

function specOf(name: string): FunctionSpec {
  const spec = Object.hasOwn(KNOWN_FUNCTIONS, name) ? KNOWN_FUNCTIONS[name] : undefined;
  if (spec) return spec;
  throw unknownFunction(name);
}

function callOf(
  name: string,
  nodes: readonly SyntaxNode[],
  node: SyntaxNode,
  translator: Translator,
  around: Surround,
  spec: FunctionSpec,
): FunctionCall {
  const filter = node.optionalNode("filter");
  const order = node.partsOf("order_by");
  const args: Typed[] = [];
  for (const [place, given] of nodes.entries()) {
    if (place === 0 && nodes.length === 3 && UNIT_FIRST.has(name)) {
      args.push(typed("", undefined));
      given.ignore(...given.fields);
      continue;
    }
    // Only `struct` reads the alias.
    const argument = given.kind === "alias" ? given.ignore("alias").node("this") : given;
    const types = args.map(({ type }) => type);
    args.push(
      argument.kind === "lambda"
        ? printLambda(argument, lambdaParameters(name, types), translator)
        : translator.typed(argument),
    );
  }
  const taken = spec.coerce(args, name);
  const own = filter ? translator.expression(filter) : around.filter;
  return {
    name,
    nodes,
    args: taken.map(({ text }) => text),
    types: taken.map(({ type }) => type),
    distinct: node.flag("distinct"),
    ignoreNulls: node.flag("ignore_nulls"),
    filter: spec.kind === "aggregate" ? translator.scope.filterOf(own) : own,
    within: order.length > 0 ? withinOf(order, translator) : around.within,
    over: around.over,
    isOrdered: around.isOrdered,
    frame: around.frame,
    translator,
  };
}

/** A unit that is written like a column is the first of their three arguments: `dateadd(MONTH, 1, d)`. */
const UNIT_FIRST = new Set(["date_add", "date_diff", "dateadd", "datediff", "timestampadd", "timestampdiff"]);
