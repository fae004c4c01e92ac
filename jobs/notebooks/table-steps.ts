import type { TableNames } from "../../alerting/table-names";
import { checkConstraints } from "../../alerting/tables/check-constraint";
import type { ConfigTableSpec } from "../../alerting/tables/column-spec";
import { tableProperties } from "../../alerting/tables/config-tables";
import type { Statement } from "../../databricks/run-statement";
import {
  setColumnComment,
  setColumnDefault,
  setColumnNotNull,
  setTableProperties,
} from "../../rows/statements/change-tables";
import {
  addCheckConstraint,
  addForeignKey,
  addMissingColumns,
  addPrimaryKey,
  createTable,
  foreignKeyName,
  primaryKeyName,
} from "../../rows/statements/define-tables";
import {
  readCheckViolations,
  readTableColumns,
  readTableConstraints,
  readTableProperties,
} from "../../rows/statements/read-tables";

/** Something that a table should have, and the statement that gives it to a table without it. */
export interface TableStep {
  readonly kind:
    ("property" | "column" | "default" | "comment") | ("not null" | "primary key" | "check" | "foreign key");
  /** Of the property, the column or the constraint. */
  readonly name: string;
  readonly sql: string;
  /** Of the foreign key. */
  readonly column?: string;
  /** Finds the rows that would make the statement fail. */
  readonly violations?: string;
}

/** What the tables job needs to know of a table: the statements are those that the program sends. */
export interface TableSteps {
  readonly table: string;
  readonly create: string;
  /** Reads what the table has. */
  readonly columns: Statement;
  readonly properties: Statement;
  readonly constraints: Statement;
  /** In the order that they must run in. */
  readonly steps: readonly TableStep[];
}

/** Each thing of the table as a step of its own, since only the job sees which of them the table lacks. */
export function tableSteps(names: TableNames, spec: ConfigTableSpec): TableSteps {
  const { name: table, columns, primaryKey } = spec;
  return {
    table,
    create: createTable(names, spec).sql,
    columns: readTableColumns(names, [table]),
    properties: readTableProperties(names, table),
    constraints: readTableConstraints(names, [table]),
    steps: [
      ...Object.entries(tableProperties(spec)).map(([name, value]) =>
        step("property", name, setTableProperties(names, table, { [name]: value })),
      ),
      ...columns.map((column) => step("column", column.name, addMissingColumns(names, table, [column]))),
      ...columns.flatMap(({ name, default: value }) =>
        value === undefined
          ? []
          : [step("default", name, setColumnDefault(names, table, { name, default: value }))],
      ),
      ...columns.map((column) => step("comment", column.name, setColumnComment(names, table, column))),
      step("not null", primaryKey, setColumnNotNull(names, table, primaryKey)),
      step("primary key", primaryKeyName(spec), addPrimaryKey(names, spec)),
      ...checkConstraints(spec).map((check) => ({
        ...step("check", check.name, addCheckConstraint(names, table, check)),
        violations: readCheckViolations(names, spec, [check]).sql,
      })),
      ...(spec.foreignKeys ?? []).map((key) => ({
        ...step("foreign key", foreignKeyName(table, key), addForeignKey(names, table, key)),
        column: key.column,
      })),
    ],
  };
}

function step(kind: TableStep["kind"], name: string, { sql }: Statement): TableStep {
  return { kind, name, sql };
}
