import { qualifiedName, type TableNames } from "../../alerting/table-names";
import type { CheckConstraint } from "../../alerting/tables/check-constraint";
import {
  columnComment,
  type ColumnSpec,
  type ConfigTableSpec,
  type ForeignKeySpec,
} from "../../alerting/tables/column-spec";
import { tableProperties } from "../../alerting/tables/config-tables";
import type { Statement } from "../../databricks/run-statement";
import { quoteIdentifier, sqlLiteral } from "../../sql/quoting";

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

/** Adds columns to a table that has rows: so neither NOT NULL nor DEFAULT can stand here. */
export function addMissingColumns(
  names: TableNames,
  table: string,
  columns: readonly Pick<ColumnSpec, "name" | "type" | "business" | "technical">[],
): Statement {
  const definitions = columns.map(
    (column) => `${quoteIdentifier(column.name)} ${column.type} COMMENT ${sqlLiteral(columnComment(column))}`,
  );
  return { sql: `ALTER TABLE ${qualifiedName(names, table)} ADD COLUMNS (${definitions.join(", ")})` };
}

/** The SQL of a column's DEFAULT. */
export function defaultExpression(value: NonNullable<ColumnSpec["default"]>): string {
  if (typeof value === "string") return sqlLiteral(value);

  return typeof value === "boolean" ? String(value).toUpperCase() : value.expression;
}

/** Constraint names are unique in a schema, so they carry the table's name. */
export function primaryKeyName(table: Pick<ConfigTableSpec, "name">): string {
  return `pk_${table.name}`;
}

/** Adds the primary key to a table that was made without one. It informs, Databricks does not enforce it. */
export function addPrimaryKey(
  names: TableNames,
  table: Pick<ConfigTableSpec, "name" | "primaryKey">,
): Statement {
  const target = `ALTER TABLE ${qualifiedName(names, table.name)}`;
  const constraint = `ADD CONSTRAINT ${quoteIdentifier(primaryKeyName(table))}`;
  return { sql: `${target} ${constraint} PRIMARY KEY (${quoteIdentifier(table.primaryKey)})` };
}

/** Constraint names are unique in a schema, so they carry both tables' names. */
export function foreignKeyName(table: string, key: ForeignKeySpec): string {
  return `fk_${table}_${key.references}`;
}

/** Adds a foreign key; both tables and the other one's primary key must be there. */
export function addForeignKey(names: TableNames, table: string, key: ForeignKeySpec): Statement {
  const target = `ALTER TABLE ${qualifiedName(names, table)}`;
  const constraint = `ADD CONSTRAINT ${quoteIdentifier(foreignKeyName(table, key))}`;
  const references = qualifiedName(names, key.references);
  return {
    sql: `${target} ${constraint} FOREIGN KEY (${quoteIdentifier(key.column)}) REFERENCES ${references}`,
  };
}

/** Adds a CHECK constraint; fails when a row that is there does not hold it. */
export function addCheckConstraint(names: TableNames, table: string, constraint: CheckConstraint): Statement {
  const target = `ALTER TABLE ${qualifiedName(names, table)}`;
  return {
    sql: `${target} ADD CONSTRAINT ${quoteIdentifier(constraint.name)} CHECK (${constraint.expression})`,
  };
}

/** Drops the table with its rows. */
export function dropTable(names: TableNames, table: string): Statement {
  return { sql: `DROP TABLE IF EXISTS ${qualifiedName(names, table)}` };
}

/** `'key' = 'value', …`. */
export function propertyList(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .map(([key, value]) => `${sqlLiteral(key)} = ${sqlLiteral(value)}`)
    .join(", ");
}
