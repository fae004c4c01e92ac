import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { identifier } from "../types/sql-type";
import { generatorOf, renamed } from "./generators";
import { nameText } from "./references";
import type { Translator } from "./translator";
import type { OutputColumn } from "./typed";

/**
 * `LATERAL VIEW [OUTER] explode(x) t AS a`, with two names for a map.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-select-lateral-view
 */
export function lateralView(view: SyntaxNode, translator: Translator): string {
  const call = view.node("this");
  const given = view.partsOf("column_aliases").map(nameText);
  const name = view.optionalPart("table_alias");
  const columns = generatorOf(call, translator);
  if (!columns) throw unsupported(`LATERAL VIEW ${call.kind}`);
  const named = renamed(mapByNames(columns, given), given);
  const alias = name ? nameText(name) : "lateral view";
  translator.scope.relations.push({ name: alias, columns: plain(named) });
  const join = view.flag("outer") ? " LEFT JOIN LATERAL " : " CROSS JOIN LATERAL ";
  const on = view.flag("outer") ? " ON TRUE" : "";
  return `${join}(SELECT ${selectList(named)}) AS ${identifier(alias)}${on}`;
}

export function selectList(columns: readonly OutputColumn[]): string {
  return columns.map(({ text, name }) => `${text ?? ""} AS ${identifier(name)}`).join(", ");
}

/** The columns as what follows reads them: by their names. */
export function plain(columns: readonly OutputColumn[]): OutputColumn[] {
  return columns.map(({ name, type }) => ({ name, type }));
}

/** Two names for a collection of unknown type mean that it is a map. */
function mapByNames(columns: readonly OutputColumn[], given: readonly string[]): readonly OutputColumn[] {
  const [only] = columns;
  if (given.length !== 2 || columns.length !== 1 || !only?.text) return columns;
  const collection = only.text.replace(/^unnest\(([\s\S]*)\)$/, "$1");
  return ["map_keys", "map_values"].map((side) => ({
    name: side,
    type: undefined,
    text: `unnest(${side}(${collection}))`,
  }));
}
