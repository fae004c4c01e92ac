import type { TableNames } from "../alerting/table-names";
import { type CheckConstraint, checkConstraints } from "../alerting/tables/check-constraint";
import { columnComment, type ConfigTableSpec, type ForeignKeySpec } from "../alerting/tables/column-spec";
import { tableProperties } from "../alerting/tables/config-tables";
import type { Statement } from "../databricks/run-statement";
import {
  setColumnComment,
  setColumnDefault,
  setColumnNotNull,
  setTableProperties,
} from "./statements/change-tables";
import {
  addCheckConstraint,
  addForeignKey,
  addMissingColumns,
  addPrimaryKey,
  foreignKeyName,
  primaryKeyName,
} from "./statements/define-tables";

/** A table as the workspace has it. */
export interface LiveTable {
  readonly columns: readonly LiveColumn[];
  /** CHECK constraints are among them, as `delta.constraints.<name>`. */
  readonly properties: ReadonlyMap<string, string>;
  /** Primary and foreign keys, one for each of their columns. */
  readonly constraints: readonly LiveKey[];
}

export interface LiveKey {
  readonly name: string;
  /** `FOREIGN KEY`. */
  readonly type: string;
  readonly column: string;
}

export interface LiveColumn {
  readonly name: string;
  /** `ARRAY<STRING>`, `decimal(18,6)`. */
  readonly type: string;
  readonly isNullable: boolean;
  readonly hasDefault: boolean;
  readonly comment: string;
}

/** What `createTable` makes. */
export function newTable(table: ConfigTableSpec): LiveTable {
  return {
    columns: table.columns.map((column) => ({
      name: column.name,
      type: column.type,
      isNullable: column.nullable,
      hasDefault: column.default !== undefined,
      comment: columnComment(column),
    })),
    properties: new Map(Object.entries(tableProperties(table))),
    constraints: [{ name: primaryKeyName(table), type: "PRIMARY KEY", column: table.primaryKey }],
  };
}

/**
 * What a table lacks, as statements in the order that they must run in. Nothing is ever dropped or replaced: columns,
 * properties, comments and defaults that are somebody else's stay.
 */
export function upgradeTable(names: TableNames, table: ConfigTableSpec, live: LiveTable): Statement[] {
  const columns = new Map(live.columns.map((column) => [column.name.toLowerCase(), column]));
  const missing = table.columns.filter(({ name }) => !columns.has(name));
  const properties = Object.entries(tableProperties(table)).filter(([key]) => !live.properties.has(key));

  return [
    // First, since a DEFAULT needs the feature that a property switches on.
    ...(properties.length ? [setTableProperties(names, table.name, Object.fromEntries(properties))] : []),
    ...(missing.length ? [addMissingColumns(names, table.name, missing)] : []),
    ...table.columns.flatMap((column) =>
      column.default !== undefined && columns.get(column.name)?.hasDefault !== true
        ? [setColumnDefault(names, table.name, { name: column.name, default: column.default })]
        : [],
    ),
    ...table.columns
      .filter(({ name }) => columns.get(name)?.comment === "")
      .map((column) => setColumnComment(names, table.name, column)),
    ...(live.constraints.some(({ type }) => type === "PRIMARY KEY")
      ? []
      : [
          // Databricks takes no column for a key that may be NULL.
          ...(columns.get(table.primaryKey)?.isNullable === true
            ? [setColumnNotNull(names, table.name, table.primaryKey)]
            : []),
          addPrimaryKey(names, table),
        ]),
    ...missingChecks(table, live).map((check) => addCheckConstraint(names, table.name, check)),
    ...(table.foreignKeys ?? [])
      .filter((key) => !live.constraints.some((known) => isForeignKey(known, table, key)))
      .map((key) => addForeignKey(names, table.name, key)),
  ];
}

/** A key of whatever name on that column will do: the earlier framework has another name for its own. */
function isForeignKey({ name, type, column }: LiveKey, table: ConfigTableSpec, key: ForeignKeySpec): boolean {
  return (
    name === foreignKeyName(table.name, key) ||
    (type === "FOREIGN KEY" && column.toLowerCase() === key.column.toLowerCase())
  );
}

/** The CHECK constraints that the table does not have by name; one of that name is left as it is. */
export function missingChecks(
  table: ConfigTableSpec,
  live: Pick<LiveTable, "properties">,
): CheckConstraint[] {
  return checkConstraints(table).filter(({ name }) => !live.properties.has(`delta.constraints.${name}`));
}
