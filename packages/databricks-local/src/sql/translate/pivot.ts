import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { identifier } from "../types/sql-type";
import { columnName } from "./column-name";
import { nameText, type ScopeRelation } from "./references";
import type { Translator } from "./translator";
import type { OutputColumn } from "./typed";

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
    : unpivot(node, source, source.columns);
}

function pivot(
  node: SyntaxNode,
  source: Source,
  columns: readonly OutputColumn[],
  translator: Translator,
): Source {
  const [field, more] = node.nodes("fields");
  if (!field || more) throw unsupported("PIVOT over several columns");
  const key = field.node("this");
  const used = new Set([columnName(key.copy()).toLowerCase()]);
  const keyText = translator.expression(key);
  const values = field.nodes("expressions").map((value) => pivotValue(value, translator));
  field.finish();
  const aggregates = node.nodes("expressions");
  const calls = aggregates.flatMap((aggregate) => {
    const alias =
      aggregate.kind === "alias" ? nameText(aggregate.copy().part("alias")) : columnName(aggregate.copy());
    const inner = aggregate.kind === "alias" ? aggregate.node("this") : aggregate;
    noteColumns(inner.copy(), columns, used);
    return values.map(({ text, name }): OutputColumn => {
      const filter = `${keyText} IS NOT DISTINCT FROM ${text}`;
      const call = translator.typed(inner.copy());
      return {
        name: aggregates.length === 1 ? name : `${name}_${alias}`,
        type: call.type,
        text: `${call.text} FILTER (WHERE ${filter})`,
      };
    });
  });
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

function pivotValue(value: SyntaxNode, translator: Translator): { text: string; name: string } {
  if (value.kind !== "pivot_alias")
    return { name: columnName(value.copy()), text: translator.expression(value) };
  return { name: columnName(value.node("alias")), text: translator.expression(value.node("this")) };
}

/** The columns that an aggregate reads are no groups. */
function noteColumns(node: SyntaxNode, columns: readonly OutputColumn[], used: Set<string>): void {
  const text = JSON.stringify(node);
  for (const { name } of columns) {
    if (text.toLowerCase().includes(`"name":${JSON.stringify(name.toLowerCase())}`))
      used.add(name.toLowerCase());
  }
}

function unpivot(node: SyntaxNode, source: Source, columns: readonly OutputColumn[]): Source {
  const value = nameText(node.part("value_column"));
  const name = nameText(node.part("name_column"));
  const names = node.nodes("columns").map((column) => columnName(column.copy()));
  const isTaken = new Set(names.map((column) => column.toLowerCase()));
  const kept = columns.filter((column) => !isTaken.has(column.name.toLowerCase()));
  const type = columns.find((column) => isTaken.has(column.name.toLowerCase()))?.type;
  const nulls = node.flag("include_nulls") ? " INCLUDE NULLS" : "";
  return {
    text: `(SELECT * FROM ${source.text} UNPIVOT${nulls} (${identifier(value)} FOR ${identifier(name)} IN (${names.map(identifier).join(", ")})))`,
    name: undefined,
    columns: [...kept, { name, type: { kind: "simple", name: "string" } }, { name: value, type }],
  };
}
