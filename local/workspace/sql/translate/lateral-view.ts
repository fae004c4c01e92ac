import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { identifier } from "../types/sql-type";
import { nameOf } from "./references";
import type { Translator } from "./translator";

/**
 * `LATERAL VIEW [OUTER] explode(x) t AS a`, with two names for a map.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-select-lateral-view
 */
export function lateralView(view: SyntaxNode, translator: Translator): string {
  const call = view.node("this");
  const names = view.partsOf("column_aliases").map(nameOf);
  const alias = view.optionalPart("table_alias");
  const rows = generated(call, names, translator);
  call.finish();
  const join = view.flag("outer") ? " LEFT JOIN LATERAL " : " CROSS JOIN LATERAL ";
  const on = view.flag("outer") ? " ON TRUE" : "";
  return `${join}(SELECT ${rows}) AS ${alias ? nameOf(alias) : identifier("lateral view")}${on}`;
}

function generated(call: SyntaxNode, names: readonly string[], translator: Translator): string {
  if (call.kind !== "explode") throw unsupported(`LATERAL VIEW ${call.kind}`);
  const collection = translator.expression(call.node("this"));
  const [first = '"col"', second, third] = names;
  if (third !== undefined) throw unsupported("LATERAL VIEW explode with more than two names");
  if (second === undefined) return `unnest(${collection}) AS ${first}`;
  return `unnest(map_keys(${collection})) AS ${first}, unnest(map_values(${collection})) AS ${second}`;
}
