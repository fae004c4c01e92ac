import { tableNotFound } from "../sql-faults";
import type { Catalogs } from "../store/catalogs";
import { displayName, type TableName } from "../store/physical-name";
import type { TableNotes } from "../store/table-notes";
import { identifier } from "../types/sql-type";
import { textLiteral } from "./text-literal";

type Value = string | number | undefined;
interface View {
  /** Column name → DuckDB type. */
  readonly columns: Readonly<Record<string, string>>;
  rows(catalog: string, catalogs: Catalogs): Value[][];
}

const OWNER = "local.user@example.com";

/**
 * The views of a catalog's information schema that are kept.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-information-schema
 */
const VIEWS: Readonly<Record<string, View>> = {
  schemata: {
    columns: text("catalog_name", "schema_name", "schema_owner"),
    rows: (catalog, catalogs) => catalogs.schemaNames(catalog).map((schema) => [catalog, schema, OWNER]),
  },
  tables: {
    columns: {
      ...text("table_catalog", "table_schema", "table_name", "table_type", "is_insertable_into"),
      ...text("commit_action", "table_owner", "comment"),
      created: "TIMESTAMP",
      ...text("data_source_format"),
    },
    rows: eachTable((table) => [
      [
        table.catalog,
        table.schema,
        table.table,
        "MANAGED",
        "YES",
        "PRESERVE",
        OWNER,
        table.comment,
        table.createdAt,
        "DELTA",
      ],
    ]),
  },
  columns: {
    columns: {
      ...text("table_catalog", "table_schema", "table_name", "column_name"),
      ordinal_position: "INTEGER",
      ...text("column_default", "is_nullable", "full_data_type", "data_type", "comment"),
    },
    rows: eachTable((table) =>
      table.columns.map((column, index) => [
        table.catalog,
        table.schema,
        table.table,
        column.name,
        index,
        column.default,
        column.nullable ? "YES" : "NO",
        column.type,
        column.type.replace(/[<(].*$/, "").toUpperCase(),
        column.comment,
      ]),
    ),
  },
  table_constraints: {
    columns: text(
      ...["constraint_catalog", "constraint_schema", "constraint_name", "table_catalog", "table_schema"],
      ...["table_name", "constraint_type", "is_deferrable", "initially_deferred", "enforced"],
    ),
    // Delta's CHECK constraints are table properties.
    rows: eachTable(({ catalog, schema, table, keys }) =>
      keys.map((key) => [catalog, schema, key.name, catalog, schema, table, key.kind, "NO", "NO", "NO"]),
    ),
  },
  key_column_usage: {
    columns: {
      ...text("constraint_catalog", "constraint_schema", "constraint_name"),
      ...text("table_catalog", "table_schema", "table_name", "column_name"),
      ordinal_position: "INTEGER",
    },
    rows: eachTable(({ catalog, schema, table, keys }) =>
      keys.flatMap((key) =>
        key.columns.map((column, index) => [
          catalog,
          schema,
          key.name,
          catalog,
          schema,
          table,
          column,
          index + 1,
        ]),
      ),
    ),
  },
};

/** A query with the rows of `catalog.information_schema.<view>`. */
export function informationSchema(name: TableName, catalogs: Catalogs): string {
  const view = Object.hasOwn(VIEWS, name.table) ? VIEWS[name.table] : undefined;
  if (!view || !catalogs.hasCatalog(name.catalog)) throw tableNotFound(displayName(name));
  const columns = Object.entries(view.columns);
  const noRow = columns.map(([, type]) => `CAST(NULL AS ${type})`).join(", ");
  const rows = view.rows(name.catalog, catalogs).map((row) => `(${row.map(valueText).join(", ")})`);
  const heading = columns.map(([column]) => identifier(column)).join(", ");
  const casts = columns.map(
    ([column, type]) => `CAST(${identifier(column)} AS ${type}) AS ${identifier(column)}`,
  );
  const values = rows.length === 0 ? `SELECT ${noRow} WHERE FALSE` : `VALUES ${rows.join(", ")}`;
  return `SELECT ${casts.join(", ")} FROM (${values}) AS v(${heading})`;
}

function text(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, "VARCHAR"]));
}

function eachTable(rowsOf: (table: TableNotes) => Value[][]): View["rows"] {
  return (catalog, catalogs) =>
    catalogs
      .schemaNames(catalog)
      .filter((schema) => schema !== "information_schema")
      .flatMap((schema) => catalogs.tablesOf(catalog, schema))
      .flatMap(rowsOf);
}

function valueText(value: Value): string {
  if (value === undefined) return "NULL";
  return typeof value === "number" ? String(value) : textLiteral(value);
}
