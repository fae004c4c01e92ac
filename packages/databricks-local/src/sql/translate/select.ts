import { SqlError } from "../sql-engine";
import { filterNotBoolean, unresolvedColumn, unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { isSimple } from "../types/coercion";
import { groupNotOrdered, requireNoVariants } from "../types/ordered";
import { identifier, typeName } from "../types/sql-type";
import { columnName } from "./column-name";
import { generatorOf, lateralView } from "./generators";
import { declareWindowColumn, groupBy, groupingColumns, hasAggregate, havingText } from "./group-by";
import { join } from "./joins";
import { tail, windowText, withClause } from "./query-parts";
import { nameOf } from "./references";
import { LEVEL } from "./scope";
import { relation } from "./relations";
import { starColumns } from "./star-columns";
import type { Translator } from "./translator";
import type { OutputColumn, TypedQuery } from "./typed";
import { hasVariant } from "./variant-casts";

export function printSelect(node: SyntaxNode, translator: Translator): TypedQuery {
  const head = withClause(node, translator);
  const from = fromText(node, translator);
  declareWindowColumn(node, translator);
  declareNames(node.copy(), translator);
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
  const grouped = [groupBy(node, translator), havingText(node, translator)];
  if (translator.scope.hasTimeWindows && items.some(({ text }) => text.startsWith("*")))
    throw unsupported("* beside window()");
  const text = [
    `SELECT ${node.flag("distinct") ? "DISTINCT " : ""}${[...items.map((item) => item.text), ...nextLevel(translator)].join(", ")}`,
    translator.scope.windowsBeside(from),
    where,
    ...grouped,
    windows.length ? ` WINDOW ${windows.join(", ")}` : "",
    qualify ? ` QUALIFY ${translator.expression(qualify.node("this"))}` : "",
  ].join("");
  refuseVariants(node, items);
  if (node.flag("distinct")) {
    refuseOtherOrder(
      node.copy(),
      items.flatMap(({ columns }) => columns ?? []),
      translator,
    );
  }
  // The order sees what comes out, also what a star stands for.
  for (const { name, type } of items.flatMap(({ columns }) => columns ?? [])) {
    const key = name.toLowerCase();
    if (!translator.scope.aliases.has(key)) translator.scope.aliases.set(key, type);
  }
  const end = tail(node, translator);
  return {
    text: `${head}${isWrapped ? `SELECT * FROM (${text}) AS "opened"` : text}${end}`,
    columns: items.some(({ columns }) => columns === undefined)
      ? undefined
      : items.flatMap(({ columns }) => columns ?? []),
  };
}

/** No row is told apart by a VARIANT. */
function refuseVariants(node: SyntaxNode, items: readonly { columns: TypedQuery["columns"] }[]): void {
  if (node.copy().flag("distinct")) requireNoVariants(items.flatMap(({ columns }) => columns ?? []));
  if (!node.has("group_by")) return;
  for (const [index, item] of node.rawNodes("expressions").entries()) {
    const column = items[index]?.columns?.[0];
    if (column?.type && hasVariant(column.type) && !hasAggregate(item))
      throw groupNotOrdered(column.name, column.type);
  }
}

/** What calls in the select list ask of clauses behind it. */
function declareNames(select: SyntaxNode, translator: Translator): void {
  const { scope } = translator;
  for (const window of select.partsOf("windows"))
    scope.windows.set(window.part("name").text("name").toLowerCase(), window.part("spec"));
  scope.groupColumns = () => groupingColumns(select, translator);
}

const MAX_LEVEL = 100;

/** One more than that of the row that the recursion goes on from; a recursion without an end is an error. */
function nextLevel({ scope }: Translator): string[] {
  if (scope.recursion === undefined) return [];
  const level = `${identifier(scope.recursion)}.${LEVEL}`;
  return [
    `CASE WHEN ${level} >= ${MAX_LEVEL - 1} THEN CAST('RECURSION_LEVEL' AS INTEGER) ELSE ${level} + 1 END AS ${LEVEL}`,
  ];
}

function severalGenerators(): SqlError {
  return new SqlError(
    "UNSUPPORTED_GENERATOR.MULTI_GENERATOR",
    "42K0E",
    "The generator is not supported: only one generator allowed per SELECT clause.",
  );
}

/** WHERE sees the columns of FROM, and not the aliases of the select list. */
function whereText(node: SyntaxNode, translator: Translator): string {
  const where = node.optionalPart("where_clause");
  if (!where) return "";
  const { scope } = translator;
  scope.hiddenAliases = new Set(scope.aliases.keys());
  const { text, type } = translator.typed(where.node("this"));
  scope.hiddenAliases = new Set();
  if (type && !isSimple(type, "boolean")) throw filterNotBoolean(typeName(type));
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
    if (translator.scope.hasGenerator) throw severalGenerators();
    translator.scope.hasGenerator = true;
    const columns = generator.map(({ name, type }): OutputColumn => ({ name, type }));
    return {
      columns,
      text: generator.map(({ text, name }) => `${text ?? ""} AS ${identifier(name)}`).join(", "),
    };
  }
  const { text, type } = translator.typed(item);
  const name = item.kind === "alias" ? item.copy().part("alias").text("name") : columnName(item, translator);
  // DuckDB says of a column that is not there, and has an alias, that the alias refers to itself.
  const isNamed = item.kind === "alias" || (item.kind === "column" && /^(?:"[^"]*"\.)?"[^"]*"$/.test(text));
  // Nor does it take an empty name, such as that of `''`, or one with the character 0.
  const alias = identifier(name.replaceAll("\0", "") || " ");
  return { text: isNamed ? text : `${text} AS ${alias}`, columns: [{ name, type }] };
}

/** Behind DISTINCT the order sees the columns that come out, and no others. */
function refuseOtherOrder(
  select: SyntaxNode,
  columns: readonly OutputColumn[],
  translator: Translator,
): void {
  const written = select
    .nodes("expressions")
    .map((item) => columnName(item.kind === "alias" ? item.node("this") : item, translator));
  const names = [...columns.map(({ name }) => name), ...written].map((name) => name.toLowerCase());
  for (const item of select.optionalPart("order_by")?.partsOf("expressions") ?? []) {
    const value = item.node("this");
    if (value.kind !== "column" || value.has("table")) continue;
    const name = value.part("name").text("name");
    if (
      name.toLowerCase() === "all" ||
      names.includes(name.toLowerCase()) ||
      !translator.scope.columnsAreKnown
    )
      continue;
    throw unresolvedColumn(
      name,
      columns.map((column) => column.name),
    );
  }
}

/** Whether the select list opens a struct column (`SELECT o.*`, and no relation is called `o`). */
function opensStruct(select: SyntaxNode): boolean {
  const look = select.copy();
  const stars = look.nodes("expressions").flatMap((item) => {
    const table = item.kind === "star" ? item.optionalPart("table") : undefined;
    return table ? [table.text("name").toLowerCase()] : [];
  });
  if (stars.length === 0) return false;
  const relations = look.optionalPart("from")?.nodes("expressions") ?? [];
  const joined = look.partsOf("joins").map((join) => join.node("this"));
  const views = look.partsOf("lateral_views").map((view) => view.optionalPart("table_alias")?.text("name"));
  const names = new Set(
    [...[...relations, ...joined].map(relationName), ...views].map((name) => name?.toLowerCase()),
  );
  return stars.some((star) => !names.has(star));
}

function relationName(relation: SyntaxNode): string | undefined {
  const alias = relation.optionalPart("alias")?.optionalText("name");
  return alias ?? (relation.kind === "table" ? relation.part("name").text("name") : undefined);
}
