import { tableObject } from "../../access/data-rights";
import { type Securable, securableOf } from "../../grants/securable";
import { tableNotFound } from "../sql-faults";
import { type Catalogs, INFORMATION_SCHEMA } from "../store/catalogs";
import { displayName, type TableName } from "../store/physical-name";
import type { KeyNotes, TableNotes } from "../store/table-notes";
import { duckdbText, identifier, SIMPLE_TYPES, simpleType, type SimpleTypeName } from "../types/sql-type";
import type { TypedQuery } from "./typed";

type Value = string | number | undefined;
/** Whether somebody is shown what is of the object. */
type Sees = (object: Securable) => boolean;

interface View {
  readonly columns: Readonly<Record<string, SimpleTypeName>>;
  rows(catalog: string, catalogs: Catalogs, sees: Sees): Value[][];
}

const OWNER = "local.user@example.com";

/**
 * The views of a catalog's information schema that are kept.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-information-schema
 */
const VIEWS: Readonly<Record<string, View>> = {
  catalogs: {
    columns: text("catalog_name", "catalog_owner", "comment"),
    rows: (catalog) => [[catalog, OWNER, undefined]],
  },
  views: {
    columns: text(
      ...["table_catalog", "table_schema", "table_name", "view_definition", "check_option"],
      ...["is_updatable", "is_insertable_into", "sql_path"],
    ),
    rows: eachTable(({ catalog, schema, table, view }) =>
      view ? [[catalog, schema, table, view.query, "NONE", "NO", "NO", undefined]] : [],
    ),
  },
  check_constraints: {
    // Delta's CHECK constraints are table properties.
    columns: text("constraint_catalog", "constraint_schema", "constraint_name", "check_clause", "sql_path"),
    rows: () => [],
  },
  column_masks: {
    columns: text("table_catalog", "table_schema", "table_name", "column_name", "mask_name", "using_columns"),
    rows: () => [],
  },
  constraint_column_usage: {
    columns: text(
      ...["table_catalog", "table_schema", "table_name", "column_name"],
      ...["constraint_catalog", "constraint_schema", "constraint_name"],
    ),
    // A foreign key uses the columns that it refers to.
    rows: eachTable(({ catalog, schema, table, keys }, catalogs) =>
      keys.flatMap((key) => {
        const used = key.references?.table ?? { catalog, schema, table };
        return usedColumns(key, catalogs).map((column) => [
          used.catalog,
          used.schema,
          used.table,
          column,
          catalog,
          schema,
          key.name,
        ]);
      }),
    ),
  },
  referential_constraints: {
    columns: text(
      ...["constraint_catalog", "constraint_schema", "constraint_name", "unique_constraint_catalog"],
      ...["unique_constraint_schema", "unique_constraint_name", "match_option", "update_rule", "delete_rule"],
    ),
    rows: eachTable(({ catalog, schema, keys }, catalogs) =>
      keys.flatMap(({ name, references }) => {
        if (!references) return [];
        const { table } = references;
        const unique = catalogs.find(table)?.keys.find(({ kind }) => kind === "PRIMARY KEY")?.name;
        const rules = ["FULL", "NO ACTION", "NO ACTION"];
        return [[catalog, schema, name, table.catalog, table.schema, unique, ...rules]];
      }),
    ),
  },
  schemata: {
    columns: text("catalog_name", "schema_name", "schema_owner"),
    rows: (catalog, catalogs, sees) =>
      catalogs
        .schemaNames(catalog)
        .filter((schema) => schema === INFORMATION_SCHEMA || sees(securableOf([catalog, schema])))
        .map((schema) => [catalog, schema, OWNER]),
  },
  tables: {
    columns: {
      ...text("table_catalog", "table_schema", "table_name", "table_type", "is_insertable_into"),
      ...text("commit_action", "table_owner", "comment"),
      created: "timestamp",
      ...text("data_source_format"),
    },
    rows: eachTable((table) => [
      [
        table.catalog,
        table.schema,
        table.table,
        table.view ? "VIEW" : "MANAGED",
        table.view || table.systemRows !== undefined ? "NO" : "YES",
        "PRESERVE",
        OWNER,
        table.comment,
        table.createdAt,
        table.view ? undefined : "DELTA",
      ],
    ]),
  },
  columns: {
    columns: {
      ...text("table_catalog", "table_schema", "table_name", "column_name"),
      ordinal_position: "int",
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
      ordinal_position: "int",
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

/** A query with the rows of `catalog.information_schema.<view>`: those of what the asker may see, as on the service. */
export function informationSchema(name: TableName, catalogs: Catalogs, sees: Sees): TypedQuery {
  const view = Object.hasOwn(VIEWS, name.table) ? VIEWS[name.table] : undefined;
  if (!view || !catalogs.hasCatalog(name.catalog)) throw tableNotFound(displayName(name));
  const columns = Object.entries(view.columns);
  const noRow = columns.map(([, type]) => `CAST(NULL AS ${SIMPLE_TYPES[type]})`).join(", ");
  const rows = view.rows(name.catalog, catalogs, sees).map((row) => `(${row.map(valueText).join(", ")})`);
  const heading = columns.map(([column]) => identifier(column)).join(", ");
  const casts = columns.map(
    ([column, type]) => `CAST(${identifier(column)} AS ${SIMPLE_TYPES[type]}) AS ${identifier(column)}`,
  );
  const values = rows.length === 0 ? `SELECT ${noRow} WHERE FALSE` : `VALUES ${rows.join(", ")}`;
  return {
    text: `(SELECT ${casts.join(", ")} FROM (${values}) AS v(${heading}))`,
    columns: columns.map(([column, type]) => ({ name: column, type: simpleType(type) })),
  };
}

/** The views, as a table's notes tell of them. */
export function informationSchemaTables(catalog: string): TableNotes[] {
  return Object.entries(VIEWS).map(([table, { columns }]) => ({
    catalog,
    schema: INFORMATION_SCHEMA,
    table,
    id: `${catalog}.${INFORMATION_SCHEMA}.${table}`,
    comment: undefined,
    createdAt: new Date(0).toISOString(),
    keys: [],
    checks: [],
    properties: new Map(),
    view: { query: "", catalog, schema: INFORMATION_SCHEMA },
    columns: Object.entries(columns).map(([name, type]) => ({
      name,
      type,
      nullable: true,
      default: undefined,
      comment: undefined,
    })),
  }));
}

function text(...names: string[]): Record<string, SimpleTypeName> {
  return Object.fromEntries(names.map((name) => [name, "string"]));
}

/** The columns of a primary key, or those that a foreign key refers to: by default the other table's primary key. */
function usedColumns({ columns, references }: KeyNotes, catalogs: Catalogs): readonly string[] {
  if (!references) return columns;
  if (references.columns.length > 0) return references.columns;
  return catalogs.find(references.table)?.keys.find(({ kind }) => kind === "PRIMARY KEY")?.columns ?? [];
}

function eachTable(rowsOf: (table: TableNotes, catalogs: Catalogs) => Value[][]): View["rows"] {
  return (catalog, catalogs, sees) =>
    catalogs
      .schemaNames(catalog)
      .filter((schema) => schema !== INFORMATION_SCHEMA)
      .flatMap((schema) => catalogs.tablesOf(catalog, schema))
      .filter((table) => sees(tableObject(table)))
      .flatMap((table) => rowsOf(table, catalogs));
}

function valueText(value: Value): string {
  if (value === undefined) return "NULL";
  return typeof value === "number" ? String(value) : duckdbText(value);
}
