import type { Statement } from "../statement";
import { qualifiedName, type TableNames } from "../table-names";
import type { ConfigTableSpec } from "../tables/column-spec";
import { sqlLiteral } from "./sql-literal";

/** Says on the table what it is. */
export function setTableComment(
  names: TableNames,
  table: Pick<ConfigTableSpec, "name" | "comment">,
): Statement {
  return { sql: `COMMENT ON TABLE ${qualifiedName(names, table.name)} IS ${sqlLiteral(table.comment)}` };
}
