import type { AlertDefinition } from "../definition";
import type { TableNames } from "../table-names";
import type { AlertRow } from "../tables/alert-configurations";
import type { Cells } from "./cells";

const PLACEHOLDERS = "${catalog}.${gold_schema}.";

/** The query, with the placeholders put back that the row's own query has. */
export function queryCells(
  { queryText }: AlertDefinition,
  { alert_query_template: template }: Pick<AlertRow, "alert_query_template">,
  { catalog, goldSchema }: TableNames,
): Cells {
  if (!template.includes(PLACEHOLDERS)) return { alert_query_template: queryText };
  // Not at the end of a longer name, which another stack's names would not fill in.
  const schema = `(?<![\\w.\`])${escapePattern(`${catalog}.${goldSchema}.`)}`;
  return { alert_query_template: queryText.replaceAll(new RegExp(schema, "g"), () => PLACEHOLDERS) };
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
