import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { columnComment } from "../../alerting/tables/column-comment";
import type { ColumnSpec, ConfigTableSpec } from "../../alerting/tables/column-spec";
import { tableProperties } from "../../alerting/tables/table-properties";
import { defaultExpression } from "./default-expression";
import { primaryKeyName } from "./primary-key";
import { quoteIdentifier } from "../../sql/quote-identifier";
import { propertyList } from "./set-table-properties";
import { sqlLiteral } from "../../sql/sql-literal";

/** Creates the table if there is none, without CHECK constraints: CREATE TABLE cannot carry them. */
export function createTable(names: TableNames, table: ConfigTableSpec): Statement {
  const key = quoteIdentifier(table.primaryKey);
  const lines = [
    ...table.columns.map(columnDefinition),
    `CONSTRAINT ${quoteIdentifier(primaryKeyName(table))} PRIMARY KEY (${key}) NOT ENFORCED`,
  ];
  return {
    sql: [
      `CREATE TABLE IF NOT EXISTS ${qualifiedName(names, table.name)} (`,
      lines.map((line) => `  ${line}`).join(",\n"),
      ")",
      "USING DELTA",
      "CLUSTER BY AUTO",
      `COMMENT ${sqlLiteral(table.comment)}`,
      `TBLPROPERTIES (${propertyList(tableProperties(table))})`,
    ].join("\n"),
  };
}

function columnDefinition(column: ColumnSpec): string {
  const parts = [
    quoteIdentifier(column.name),
    column.type,
    column.nullable ? undefined : "NOT NULL",
    column.default === undefined ? undefined : `DEFAULT ${defaultExpression(column.default)}`,
    `COMMENT ${sqlLiteral(columnComment(column))}`,
  ];
  return parts.filter((part) => part !== undefined).join(" ");
}
