import { syntaxError, unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { duckdbText, identifier, simpleType } from "../types/sql-type";
import { together } from "./coerce";
import { columnName } from "./column-name";
import { compared } from "./operators";
import { nameText } from "./references";
import { findColumn, type ScopeRelation } from "./scope";
import type { Translator } from "./translator";
import { type OutputColumn, typed, type Typed } from "./typed";

interface Source extends ScopeRelation {
  readonly text: string;
}

/**
 * `PIVOT (sum(x) FOR k IN ('a' AS a, …))` and `UNPIVOT (v FOR k IN (a, b))`, written out as the queries that they stand for.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-select-pivot
 */
export function pivoted(node: SyntaxNode, source: Source, translator: Translator): Source {
  if (!source.columns) throw unsupported(`${node.kind.toUpperCase()} over columns that are not known`);
  return node.kind === "pivot"
    ? pivot(node, source, source.columns, translator)
    : unpivot(node, source, source.columns, translator);
}

function pivot(
  node: SyntaxNode,
  source: Source,
  columns: readonly OutputColumn[],
  translator: Translator,
): Source {
  const [field, more] = node.nodes("fields");
  if (!field || more) throw unsupported("PIVOT over several columns");
  const key = withoutParen(field.node("this"));
  if (key.kind !== "column" && key.kind !== "tuple") throw syntaxError("FOR", "PIVOT goes over columns");
  const keys = key.kind === "tuple" ? key.copy().nodes("expressions") : [key];
  const used = new Set(keys.map((one) => columnName(one, translator).toLowerCase()));
  const keyValue = translator.typed(key);
  const values = field.nodes("expressions").map((value) => pivotValue(value, keyValue, translator));
  field.finish();
  const aggregates = node.nodes("expressions");
  for (const aggregate of aggregates) noteColumns(withoutAlias(aggregate), columns, used);
  const calls = values.flatMap((value) =>
    aggregates.map((aggregate) => {
      const alias =
        aggregate.kind === "alias"
          ? nameText(aggregate.copy().part("alias"))
          : columnName(aggregate, translator);
      const name = aggregates.length === 1 ? value.name : `${value.name}_${alias}`;
      return { name, ...pivotCall(withoutAlias(aggregate), value.condition, translator) };
    }),
  );
  for (const aggregate of aggregates) readAll(aggregate, translator);
  const kept = columns.filter(({ name }) => !used.has(name.toLowerCase()));
  const list = [
    ...kept.map(({ name }) => identifier(name)),
    ...calls.map(({ text, name }) => `${text ?? ""} AS ${identifier(name)}`),
  ];
  const groups = kept.length ? ` GROUP BY ${kept.map(({ name }) => identifier(name)).join(", ")}` : "";
  return {
    text: `(SELECT ${list.join(", ")} FROM ${source.text}${groups})`,
    name: undefined,
    columns: [...kept, ...calls.map(({ name, type }) => ({ name, type }))],
  };
}

function withoutParen(node: SyntaxNode): SyntaxNode {
  return node.kind === "paren" ? node.node("this") : node;
}

function withoutAlias(node: SyntaxNode): SyntaxNode {
  const look = node.copy();
  return look.kind === "alias" ? look.node("this") : look;
}

/** Marks as read what each of its printings has read. */
function readAll(aggregate: SyntaxNode, translator: Translator): void {
  translator.typed(aggregate);
}

/** An aggregate over the rows of one value; where there are none, all of it is NULL, also a count. */
function pivotCall(aggregate: SyntaxNode, condition: string, translator: Translator): Typed {
  const { scope } = translator;
  scope.aggregateFilter = condition;
  const { text, type } = translator.typed(aggregate);
  scope.aggregateFilter = undefined;
  return typed(`CASE WHEN count(*) FILTER (WHERE ${condition}) > 0 THEN ${text} END`, type);
}

function pivotValue(
  value: SyntaxNode,
  key: Typed,
  translator: Translator,
): { condition: string; name: string } {
  const isAliased = value.kind === "pivot_alias";
  const inner = isAliased ? value.node("this") : value;
  const name = isAliased ? columnName(value.node("alias"), translator) : valueName(inner.copy(), translator);
  return { condition: compared("IS NOT DISTINCT FROM", key, translator.typed(inner)).text, name };
}

/** A value as its text. */
function valueName(value: SyntaxNode, translator: Translator): string {
  if (value.kind === "tuple") {
    return `{${value
      .nodes("expressions")
      .map((one) => valueName(one, translator))
      .join(", ")}}`;
  }
  if (value.kind === "null") return "null";
  return value.kind === "literal" ? value.text("value") : columnName(value, translator);
}

/** The columns that an aggregate reads are no groups. */
function noteColumns(node: SyntaxNode, columns: readonly OutputColumn[], used: Set<string>): void {
  const text = JSON.stringify(node);
  for (const { name } of columns) {
    if (text.toLowerCase().includes(`"name":${JSON.stringify(name.toLowerCase())}`))
      used.add(name.toLowerCase());
  }
}

/** A row for each of the columns, or for each group of columns, in their order. */
function unpivot(
  node: SyntaxNode,
  source: Source,
  columns: readonly OutputColumn[],
  translator: Translator,
): Source {
  const values = [node.part("value_column"), ...node.partsOf("extra_value_columns")].map(nameText);
  const name = nameText(node.part("name_column"));
  node.ignore("value_column_parenthesized");
  const groups = node.nodes("columns").map((group) => unpivotGroup(group, translator));
  if (groups.some((group) => group.columns.length !== values.length))
    throw unsupported("UNPIVOT of groups of another number of columns than it names");
  const isTaken = new Set(groups.flatMap((group) => group.columns.map((column) => column.toLowerCase())));
  const kept = columns.filter((column) => !isTaken.has(column.name.toLowerCase()));
  const lists = values.map((_, place) =>
    together(
      "unpivot",
      groups.map((group) => {
        const column = group.columns[place] ?? "";
        return typed(identifier(column), findColumn(columns, column)?.type);
      }),
    ),
  );
  const names = [name, ...values];
  const texts = [
    groups.map((group) => duckdbText(group.name)),
    ...lists.map((list) => list.map(({ text }) => text)),
  ];
  const cells = names.map(
    (one, index) => `unnest([${texts[index]?.join(", ") ?? ""}]) AS ${identifier(one)}`,
  );
  const rows = `SELECT ${[...kept.map((column) => identifier(column.name)), ...cells].join(", ")} FROM ${source.text}`;
  const isThere = values.map((value) => `${identifier(value)} IS NOT NULL`).join(" OR ");
  return {
    text: `(SELECT * FROM (${rows})${node.flag("include_nulls") ? "" : ` WHERE ${isThere}`})`,
    name: undefined,
    columns: [
      ...kept,
      { name, type: simpleType("string") },
      ...values.map((value, index) => ({ name: value, type: lists[index]?.[0]?.type })),
    ],
  };
}

/** Columns that make one row, and what it is called: by default as they are. */
function unpivotGroup(node: SyntaxNode, translator: Translator): { name: string; columns: string[] } {
  const isAliased = node.kind === "pivot_alias";
  const inner = isAliased ? node.node("this") : node;
  const columns = (inner.kind === "tuple" ? inner.nodes("expressions") : [inner]).map((column) =>
    columnName(column.copy(), translator),
  );
  return { name: isAliased ? columnName(node.node("alias"), translator) : columns.join("_"), columns };
}
