import { shortHash } from "../alerting/fields/alert-field";
import type { TableNames } from "../alerting/table-names";
import { type CheckConstraint, checkConstraints } from "../alerting/tables/check-constraint";
import type { ConfigTableSpec, ForeignKeySpec } from "../alerting/tables/column-spec";
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
} from "./statements/define-tables";

/** A table as the workspace has it. */
export interface LiveTable {
  readonly columns: readonly TableColumn[];
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

export interface TableColumn {
  readonly name: string;
  /** `ARRAY<STRING>`, `decimal(18,6)`. */
  readonly type: string;
  readonly isNullable: boolean;
  readonly hasDefault: boolean;
  readonly comment: string;
}

/** Something that a table should have. */
interface Step {
  /** What `specHash` is made of, a text for each part. Frozen: another text would be an upgrade of every table. */
  readonly words: readonly string[];
  /** `createTable` makes it. */
  readonly isInCreateTable?: true;
  /** What adds of it what the table lacks. */
  readonly add: (names: TableNames, live: LiveTable) => readonly Statement[];
}

/** What a table should have, in the order in which it is added. */
function stepsOf(table: ConfigTableSpec): readonly Step[] {
  const { name, columns, primaryKey, foreignKeys = [] } = table;
  const properties = Object.entries(tableProperties(table));
  const defaults = columns.flatMap(({ name: column, default: value }) =>
    value === undefined ? [] : [{ name: column, default: value }],
  );
  return [
    {
      // First, since a DEFAULT needs the feature that a property switches on.
      words: properties.map(([key]) => `property ${key}`),
      isInCreateTable: true,
      add: (names, live) => {
        const missing = properties.filter(([key]) => !live.properties.has(key));
        return missing.length > 0 ? [setTableProperties(names, name, Object.fromEntries(missing))] : [];
      },
    },
    {
      words: columns.map((column) => `column ${column.name} ${column.type}`),
      isInCreateTable: true,
      add: (names, live) => {
        const missing = columns.filter((column) => liveColumn(live, column.name) === undefined);
        return missing.length > 0 ? [addMissingColumns(names, name, missing)] : [];
      },
    },
    {
      words: defaults.map((column) => `default ${column.name}`),
      isInCreateTable: true,
      add: (names, live) =>
        defaults
          .filter((column) => liveColumn(live, column.name)?.hasDefault !== true)
          .map((column) => setColumnDefault(names, name, column)),
    },
    {
      words: [],
      isInCreateTable: true,
      add: (names, live) =>
        columns
          .filter((column) => liveColumn(live, column.name)?.comment === "")
          .map((column) => setColumnComment(names, name, column)),
    },
    {
      words: [`primary key ${primaryKey}`],
      isInCreateTable: true,
      add: (names, live) => {
        if (live.constraints.some(({ type }) => type === "PRIMARY KEY")) return [];

        // Databricks takes no column for a key that may be NULL.
        const mayBeNull = liveColumn(live, primaryKey)?.isNullable === true;
        return [
          ...(mayBeNull ? [setColumnNotNull(names, name, primaryKey)] : []),
          addPrimaryKey(names, table),
        ];
      },
    },
    {
      words: checkConstraints(table).map((check) => `check ${check.name}`),
      add: (names, live) => missingChecks(table, live).map((check) => addCheckConstraint(names, name, check)),
    },
    {
      words: foreignKeys.map(({ column, references }) => `foreign key ${column} ${references}`),
      add: (names, live) =>
        foreignKeys
          .filter((key) => !live.constraints.some((known) => isForeignKey(known, table, key)))
          .map((key) => addForeignKey(names, name, key)),
    },
  ];
}

/** Whether the table has all columns that it should have. */
export function hasAllColumns(
  table: Pick<ConfigTableSpec, "columns">,
  live: Pick<LiveTable, "columns">,
): boolean {
  return table.columns.every(({ name }) => liveColumn(live, name) !== undefined);
}

function liveColumn({ columns }: Pick<LiveTable, "columns">, name: string): TableColumn | undefined {
  return columns.find((column) => column.name.toLowerCase() === name);
}

/**
 * What a table lacks, as statements in the order that they must run in. Nothing is ever dropped or replaced: columns,
 * properties, comments and defaults that are somebody else's stay.
 */
export function upgradeTable(names: TableNames, table: ConfigTableSpec, live: LiveTable): Statement[] {
  return stepsOf(table).flatMap(({ add }) => add(names, live));
}

/** What a table lacks that `createTable` has just made: a foreign key waits for the other table, and CHECKs cannot stand there. */
export function completeTable(names: TableNames, table: ConfigTableSpec): Statement[] {
  const bare: LiveTable = { columns: [], properties: new Map(), constraints: [] };
  return stepsOf(table).flatMap(({ isInCreateTable, add }) => (isInCreateTable ? [] : add(names, bare)));
}

/**
 * Changes with whatever an upgrade would add to a table that is there: a column, a default, a property, a key, a CHECK
 * constraint. What it leaves as it finds it is no part of it: words of comments, values of defaults and properties.
 */
export function specHash(table: ConfigTableSpec): string {
  const words = stepsOf(table).flatMap((step) => step.words);
  return shortHash(words.sort().join("\n"), 12);
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
