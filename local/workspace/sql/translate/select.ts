import type { SyntaxNode } from "../syntax/syntax-node";
import { identifier } from "../types/sql-type";
import { columnName } from "./column-name";
import { groupBy } from "./group-by";
import { lateralView } from "./lateral-view";
import { tail, withClause } from "./queries";
import { join, relation } from "./relations";
import { nameOf } from "./references";
import { opensStruct } from "./struct-star";
import type { Translator } from "./translator";
import { windowText } from "./window";

export function printSelect(node: SyntaxNode, translator: Translator): string {
  const head = withClause(node, translator);
  const from = fromText(node, translator);
  const items = node.nodes("expressions").map((item) => selectItem(item, translator));
  const where = node.optionalPart("where_clause");
  const having = node.optionalPart("having");
  const qualify = node.optionalPart("qualify");
  const windows = node.partsOf("windows").map((window) => {
    return `${nameOf(window.part("name"))} AS ${windowText(window.part("spec"), translator)}`;
  });
  // DuckDB's ORDER BY does not see the columns that come out of a struct; a query around it does.
  const isWrapped = node.has("order_by") && opensStruct(node);
  const text = [
    `SELECT ${node.flag("distinct") ? "DISTINCT " : ""}${items.join(", ")}`,
    from,
    where ? ` WHERE ${translator.expression(where.node("this"))}` : "",
    groupBy(node, translator),
    having ? ` HAVING ${translator.expression(having.node("this"))}` : "",
    windows.length ? ` WINDOW ${windows.join(", ")}` : "",
    qualify ? ` QUALIFY ${translator.expression(qualify.node("this"))}` : "",
  ].join("");
  return `${head}${isWrapped ? `SELECT * FROM (${text}) AS "opened"` : text}${tail(node, translator)}`;
}

function fromText(node: SyntaxNode, translator: Translator): string {
  const from = node.optionalPart("from");
  const relations = from?.nodes("expressions").map((item) => relation(item, translator)) ?? [];
  const joins = node.partsOf("joins").map((item) => join(item, translator));
  const views = node.partsOf("lateral_views").map((view) => lateralView(view, translator));
  return from ? ` FROM ${relations.join(", ")}${joins.join("")}${views.join("")}` : "";
}

/** What has no alias is named as Databricks names it. */
function selectItem(item: SyntaxNode, translator: Translator): string {
  if (item.kind === "alias" || item.kind === "star" || item.kind === "column")
    return translator.expression(item);
  const name = columnName(item.copy());
  return `${translator.expression(item)} AS ${identifier(name)}`;
}
