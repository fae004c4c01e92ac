import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import type { ConfigTableSpec } from "../../alerting/tables/column-spec";
import { sqlLiteral } from "../../sql/sql-literal";

/** Says on the table what it is. */
export function setTableComment(
  names: TableNames,
  table: Pick<ConfigTableSpec, "name" | "comment">,
): Statement {
  return { sql: `COMMENT ON TABLE ${qualifiedName(names, table.name)} IS ${sqlLiteral(table.comment)}` };
}
