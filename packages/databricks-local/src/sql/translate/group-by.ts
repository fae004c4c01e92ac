import { KNOWN_FUNCTIONS } from "../functions/known-functions";
import { type Json, SyntaxNode } from "../syntax/syntax-node";
import { isSimple } from "../types/coercion";
import { groupNotOrdered } from "../types/ordered";
import { simpleType } from "../types/sql-type";
import { CALL_SHAPES } from "./call-shapes";
import type { Translator } from "./translator";

export function groupBy(node: SyntaxNode, translator: Translator): string {
  const clause = node.optionalPart("group_by");
  if (!clause) return "";
  if (clause.raw("all") === true) return groupedByAll(node, translator);
  clause.ignore("all");
  const items = clause.nodes("expressions");
  const last = items.at(-1);
  // `GROUP BY a, b WITH ROLLUP`
  if (last?.kind === "rollup" || last?.kind === "cube") {
    last.finish();
    return ` GROUP BY ${last.kind.toUpperCase()} (${translator.expressions(items.slice(0, -1))})`;
  }
  return ` GROUP BY ${items.map((item) => groupItem(item, translator)).join(", ")}`;
}

/** The columns of ROLLUP, CUBE or GROUPING SETS, each once. */
export function groupingColumns(select: SyntaxNode, translator: Translator): string[] {
  const items = select.optionalPart("group_by")?.nodes("expressions") ?? [];
  const last = items.at(-1);
  if (last?.kind === "rollup" || last?.kind === "cube")
    return items.slice(0, -1).map((item) => translator.expression(item));
  if (!items.some(isGrouping)) return [];
  return [...new Set(items.flatMap((item) => groupedColumns(item, translator)))];
}

function groupedColumns(item: SyntaxNode, translator: Translator): string[] {
  if (item.kind === "tuple")
    return item.nodes("expressions").flatMap((one) => groupedColumns(one, translator));
  if (isGrouping(item)) return item.nodes("args").flatMap((one) => groupedColumns(one, translator));
  return [translator.expression(item)];
}

function isGrouping(item: SyntaxNode): boolean {
  return item.kind === "function" && GROUPINGS.includes(item.copy().text("name").toUpperCase());
}

const GROUPINGS = ["ROLLUP", "CUBE", "GROUPING SETS"];

function groupItem(item: SyntaxNode, translator: Translator): string {
  // The columns of one grouping set.
  if (item.kind === "tuple") return `(${translator.expressions(item.nodes("expressions"))})`;
  const name = item.kind === "function" ? item.copy().text("name").toUpperCase() : "";
  if (!GROUPINGS.includes(name)) {
    const { text, type } = translator.typed(item);
    if (isSimple(type, "variant")) throw groupNotOrdered(text.replaceAll(`"`, ""), simpleType("variant"));
    return text;
  }
  return `${name} (${item
    .nodes("args")
    .map((set) => groupItem(set, translator))
    .join(", ")})`;
}

/** `GROUP BY window(time, '1 hour')` makes a column of the name `window`. */
export function declareWindowColumn(node: SyntaxNode, translator: Translator): void {
  const items = node.copy().optionalPart("group_by")?.nodes("expressions") ?? [];
  const call = items.find(
    (item) => item.kind === "function" && item.copy().text("name").toLowerCase() === "window",
  );
  if (!call) return;
  const { text, type } = translator.typed(call.copy());
  translator.scope.relations.push({ name: undefined, columns: [{ name: "window", type, text }] });
}

/** The select items that hold no aggregate, and the columns outside of those in the others. */
function groupedByAll(node: SyntaxNode, translator: Translator): string {
  const items = node.rawNodes("expressions");
  const isStar = items.some((item) => SyntaxNode.of(item).kind === "star");
  if (isStar) return " GROUP BY ALL";
  const positions = items.flatMap((item, index) => (hasAggregate(item) ? [] : [String(index + 1)]));
  const beside = items
    .filter(hasAggregate)
    .flatMap(plainColumns)
    .map((column) => translator.expression(SyntaxNode.of(column)));
  const groups = [...positions, ...new Set(beside)];
  return groups.length === 0 ? "" : ` GROUP BY ${groups.join(", ")}`;
}

/** The columns that no aggregate holds. */
function plainColumns(json: Json): Json[] {
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap(plainColumns);
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([kind, value]: [string, Json]) => {
    if (kind === "column" && typeof value === "object" && value !== null && "name" in value)
      return [{ column: value }];
    return isAggregate(kind, value) || kind === "subquery" || kind === "window_function"
      ? []
      : plainColumns(value);
  });
}

/**
 * HAVING, with more to it where all rows are one group. DuckDB takes away the row of an empty group, and what is constant in
 * it, in a subquery that depends on the row beside it; a count holds it.
 */
export function havingText(node: SyntaxNode, translator: Translator): string {
  const isOneGroup = !node.has("group_by") && hasAggregate(plainItems(node.rawNodes("expressions")));
  const having = node.optionalPart("having");
  const conditions = [
    ...(having ? [translator.expression(having.node("this"))] : []),
    ...(isOneGroup ? ["count(*) >= 0"] : []),
  ];
  if (conditions.length < 2) return conditions.map((condition) => ` HAVING ${condition}`).join("");
  return ` HAVING (${conditions.join(") AND (")})`;
}

/** Without windows and subqueries, whose aggregates are others. */
function plainItems(json: Json): Json {
  if (Array.isArray(json)) return (json as readonly Json[]).map(plainItems);
  if (typeof json !== "object" || json === null) return json;
  const kept = Object.entries(json).filter(
    ([kind]) => !["window_function", "subquery", "select"].includes(kind),
  );
  return Object.fromEntries(kept.map(([kind, value]: [string, Json]) => [kind, plainItems(value)]));
}

export function hasAggregate(json: Json): boolean {
  if (Array.isArray(json)) return (json as readonly Json[]).some(hasAggregate);
  if (typeof json !== "object" || json === null) return false;
  return Object.entries(json).some(
    ([kind, value]: [string, Json]) => isAggregate(kind, value) || hasAggregate(value),
  );
}

function isAggregate(kind: string, value: Json): boolean {
  if (kind === "count") return true;
  if (kind === "function" || kind === "aggregate_function") {
    const name = new SyntaxNode(kind, value).optionalText("name")?.toLowerCase() ?? "";
    return KNOWN_FUNCTIONS[name]?.kind === "aggregate";
  }
  const shape = CALL_SHAPES[kind];
  return shape !== undefined && KNOWN_FUNCTIONS[shape.name ?? kind]?.kind === "aggregate";
}
