import type { SyntaxNode } from "../syntax/syntax-node";
import { filterNotBoolean } from "../sql-faults";
import { isSimple } from "../types/common-type";
import { identifier, typeName } from "../types/sql-type";
import { columnName } from "./column-name";
import { generatorOf } from "./generators";
import { declareWindowColumn, groupBy, havingText } from "./group-by";
import { lateralView } from "./lateral-view";
import { tail, withClause } from "./queries";
import { join, relation } from "./relations";
import { nameOf } from "./references";
import { starColumns } from "./star-columns";
import { opensStruct } from "./struct-star";
import type { Translator } from "./translator";
import type { OutputColumn, TypedQuery } from "./typed";
import { windowText } from "./window";

export function printSelect(node: SyntaxNode, translator: Translator): TypedQuery {
  const head = withClause(node, translator);
  const from = fromText(node, translator);
  declareWindowColumn(node, translator);
  const items = node.nodes("expressions").map((item) => selectItem(item, translator));
  const where = whereText(node, translator);
  const qualify = node.optionalPart("qualify");
  // A hint says how, not what; where QUALIFY stands makes no difference.
  node.ignore("hint", "qualify_after_window");
  const windows = node.partsOf("windows").map((window) => {
    return `${nameOf(window.part("name"))} AS ${windowText(window.part("spec"), translator)}`;
  });
  // DuckDB's ORDER BY does not see the columns that come out of a struct; a query around it does.
  const isWrapped = node.has("order_by") && opensStruct(node);
  const text = [
    `SELECT ${node.flag("distinct") ? "DISTINCT " : ""}${items.map((item) => item.text).join(", ")}`,
    from,
    where,
    groupBy(node, translator),
    havingText(node, translator),
    windows.length ? ` WINDOW ${windows.join(", ")}` : "",
    qualify ? ` QUALIFY ${translator.expression(qualify.node("this"))}` : "",
  ].join("");
  const end = tail(node, translator);
  return {
    text: `${head}${isWrapped ? `SELECT * FROM (${text}) AS "opened"` : text}${end}`,
    columns: items.some(({ columns }) => columns === undefined)
      ? undefined
      : items.flatMap(({ columns }) => columns ?? []),
  };
}

/** WHERE sees the columns of FROM, and not the aliases of the select list. */
function whereText(node: SyntaxNode, translator: Translator): string {
  const where = node.optionalPart("where_clause");
  if (!where) return "";
  const { scope } = translator;
  scope.hiddenAliases = new Set(scope.aliases.keys());
  const { text, type } = translator.typed(where.node("this"));
  scope.hiddenAliases = new Set();
  if (type && !isSimple(type, "boolean", "string", "void")) throw filterNotBoolean(typeName(type));
  return ` WHERE ${text}`;
}

function fromText(node: SyntaxNode, translator: Translator): string {
  const from = node.optionalPart("from");
  const relations = from?.nodes("expressions").map((item) => relation(item, translator)) ?? [];
  const joins = node.partsOf("joins").map((item) => join(item, translator));
  const views = node.partsOf("lateral_views").map((view) => lateralView(view, translator));
  return from ? ` FROM ${relations.join(", ")}${joins.join("")}${views.join("")}` : "";
}

/** What has no alias is named as Databricks names it. */
function selectItem(item: SyntaxNode, translator: Translator): TypedQuery {
  if (item.kind === "star")
    return { columns: starColumns(item.copy(), translator), text: translator.expression(item) };
  const generator = generatorOf(item, translator);
  if (generator) {
    const columns = generator.map(({ name, type }): OutputColumn => ({ name, type }));
    return {
      columns,
      text: generator.map(({ text, name }) => `${text ?? ""} AS ${identifier(name)}`).join(", "),
    };
  }
  const name = item.kind === "alias" ? item.copy().part("alias").text("name") : columnName(item.copy());
  const { text, type } = translator.typed(item);
  const isNamed = item.kind === "alias" || (item.kind === "column" && text.endsWith(identifier(name)));
  return { text: isNamed ? text : `${text} AS ${identifier(name)}`, columns: [{ name, type }] };
}
