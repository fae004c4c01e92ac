import type { SqlCatalogue, SqlCell, SqlColumn, SqlResult } from "../sql/sql-engine";
import type { TableNotes } from "../sql/store/table-notes";
import { jdbcType, jdbcTypeName, knownJdbcTypes } from "./jdbc-types";

/** What is asked for: the catalog by its name, the rest by patterns. */
export interface CatalogueFilter {
  readonly catalogName?: string | null;
  readonly schemaName?: string | null;
  readonly tableName?: string | null;
  readonly columnName?: string | null;
  readonly tableTypes?: readonly string[] | null;
}

// The columns are those of the drivers' own tests, which are JDBC's; where those leave a column open, it is that of
// Spark's Thrift server.

export function catalogRows(catalogue: SqlCatalogue): SqlResult {
  return result(texts("TABLE_CAT"), rows(catalogue.catalogs().map((catalog) => [catalog])));
}

export function schemaRows(catalogue: SqlCatalogue, filter: CatalogueFilter): SqlResult {
  const found = matchingSchemas(catalogue, filter).map(({ catalog, schema }) => [schema, catalog]);
  return result(texts("TABLE_SCHEM", "TABLE_CATALOG"), rows(found));
}

const TABLE_TYPES = ["TABLE", "VIEW"];

export function tableTypeRows(): SqlResult {
  return result(texts("TABLE_TYPE"), rows(TABLE_TYPES.map((type) => [type])));
}

export function tableRows(catalogue: SqlCatalogue, filter: CatalogueFilter): SqlResult {
  const types = (filter.tableTypes ?? []).map((type) => type.toUpperCase());
  const found = matchingTables(catalogue, filter)
    .map((table) => [
      table.catalog,
      table.schema,
      table.table,
      table.view ? "VIEW" : "TABLE",
      table.comment ?? "",
    ])
    .filter(([, , , type = ""]) => types.length === 0 || types.includes(type));
  const columns = texts(
    ...["TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS", "TYPE_CAT", "TYPE_SCHEM"],
    ...["TYPE_NAME", "SELF_REFERENCING_COL_NAME", "REF_GENERATION"],
  );
  return result(columns, rows(found, columns.length));
}

export function columnRows(catalogue: SqlCatalogue, filter: CatalogueFilter): SqlResult {
  const matches = pattern(filter.columnName);
  const found = matchingTables(catalogue, filter).flatMap((table) =>
    table.columns.flatMap((column, index): SqlCell[][] => {
      if (!matches(column.name)) return [];
      const { code, size = null, digits = null, radix = null } = jdbcType(column.type);
      const name = [table.catalog, table.schema, table.table, column.name, code, jdbcTypeName(column.type)];
      const nullable = [column.nullable ? 1 : 0, column.comment ?? "", column.default ?? null];
      const place = [null, null, null, index, column.nullable ? "YES" : "NO", null, null, null, null, "NO"];
      return [[...name, size, null, digits, radix, ...nullable, ...place]];
    }),
  );
  const columns = [
    ...texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"),
    int("DATA_TYPE"),
    ...texts("TYPE_NAME"),
    int("COLUMN_SIZE"),
    { name: "BUFFER_LENGTH", type: "tinyint" },
    ...["DECIMAL_DIGITS", "NUM_PREC_RADIX", "NULLABLE"].map(int),
    ...texts("REMARKS", "COLUMN_DEF"),
    ...["SQL_DATA_TYPE", "SQL_DATETIME_SUB", "CHAR_OCTET_LENGTH", "ORDINAL_POSITION"].map(int),
    ...texts("IS_NULLABLE", "SCOPE_CATALOG", "SCOPE_SCHEMA", "SCOPE_TABLE"),
    { name: "SOURCE_DATA_TYPE", type: "smallint" },
    ...texts("IS_AUTO_INCREMENT"),
  ];
  return result(columns, found);
}

/** @see https://github.com/apache/spark/blob/v4.0.0/sql/hive-thriftserver/src/main/scala/org/apache/spark/sql/hive/thriftserver/SparkGetTypeInfoOperation.scala */
export function typeInfoRows(): SqlResult {
  const found = knownJdbcTypes().map(({ name, type }): SqlCell[] => {
    const { code, size = null, radix = null } = type;
    const isText = name === "STRING";
    const kinds = [1, isText, 3, radix === null, false, false, null, 0, 0, null, null, radix];
    return [name, code, size, null, null, null, ...kinds];
  });
  const flag = (name: string): SqlColumn => ({ name, type: "boolean" });
  const small = (name: string): SqlColumn => ({ name, type: "smallint" });
  const columns = [
    ...texts("TYPE_NAME"),
    ...["DATA_TYPE", "PRECISION"].map(int),
    ...texts("LITERAL_PREFIX", "LITERAL_SUFFIX", "CREATE_PARAMS"),
    small("NULLABLE"),
    flag("CASE_SENSITIVE"),
    small("SEARCHABLE"),
    ...["UNSIGNED_ATTRIBUTE", "FIXED_PREC_SCALE", "AUTO_INCREMENT"].map(flag),
    ...texts("LOCAL_TYPE_NAME"),
    ...["MINIMUM_SCALE", "MAXIMUM_SCALE"].map(small),
    ...["SQL_DATA_TYPE", "SQL_DATETIME_SUB", "NUM_PREC_RADIX"].map(int),
  ];
  return result(columns, found);
}

export function primaryKeyRows(catalogue: SqlCatalogue, filter: CatalogueFilter): SqlResult {
  const found = exactTables(catalogue, filter).flatMap(({ catalog, schema, table, keys }) =>
    keys
      .filter(({ kind }) => kind === "PRIMARY KEY")
      .flatMap(({ name, columns }) =>
        columns.map((column, index): SqlCell[] => [catalog, schema, table, column, index + 1, name]),
      ),
  );
  const columns = [
    ...texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"),
    int("KEQ_SEQ"),
    ...texts("PK_NAME"),
  ];
  return result(columns, found);
}

/** Foreign keys of one table, those to another, or those from one to the other. */
export function crossReferenceRows(
  catalogue: SqlCatalogue,
  parent: CatalogueFilter,
  foreign: CatalogueFilter,
): SqlResult {
  const isParent = (table: TableNotes) => exactTables(catalogue, parent).includes(table);
  const found = exactTables(catalogue, foreign).flatMap((from) =>
    from.keys.flatMap(({ name, columns, references }) => {
      const to = references && exactTables(catalogue, tableFilter(references.table))[0];
      if (!to || !isParent(to)) return [];
      const primary = to.keys.find(({ kind }) => kind === "PRIMARY KEY");
      const used = references.columns.length > 0 ? references.columns : (primary?.columns ?? []);
      return columns.map((column, index): SqlCell[] => {
        const primarySide = [to.catalog, to.schema, to.table, used[index] ?? null];
        const foreignSide = [from.catalog, from.schema, from.table, column];
        // Nothing is done on a change, and nothing checked.
        const rules = [index + 1, 3, 3, name, primary?.name ?? null, 7];
        return [...primarySide, ...foreignSide, ...rules];
      });
    }),
  );
  const side = (name: string) =>
    texts(`${name}TABLE_CAT`, `${name}TABLE_SCHEM`, `${name}TABLE_NAME`, `${name}COLUMN_NAME`);
  const columns = [
    ...side("PK"),
    ...side("FK"),
    ...["KEY_SEQ", "UPDATE_RULE", "DELETE_RULE"].map(int),
    ...texts("FK_NAME", "PK_NAME"),
    int("DEFERRABILITY"),
  ];
  return result(columns, found);
}

function matchingSchemas(catalogue: SqlCatalogue, { catalogName, schemaName }: CatalogueFilter) {
  const matches = pattern(schemaName);
  return catalogue
    .catalogs()
    .filter((catalog) => isAny(catalogName) || catalog === catalogName.toLowerCase())
    .flatMap((catalog) => catalogue.schemas(catalog).map((schema) => ({ catalog, schema })))
    .filter(({ schema }) => matches(schema));
}

function matchingTables(catalogue: SqlCatalogue, filter: CatalogueFilter): TableNotes[] {
  const matches = pattern(filter.tableName);
  return matchingSchemas(catalogue, filter)
    .flatMap(({ catalog, schema }) => catalogue.tables(catalog, schema))
    .filter(({ table }) => matches(table));
}

/** The table of these names, which are no patterns; of every name that is left out. */
function exactTables(catalogue: SqlCatalogue, filter: CatalogueFilter): TableNotes[] {
  const isNamed = (name: string, given: string | null | undefined) =>
    isBlank(given) || name.toLowerCase() === given.toLowerCase();
  return catalogue
    .catalogs()
    .filter((catalog) => isNamed(catalog, filter.catalogName))
    .flatMap((catalog) =>
      catalogue
        .schemas(catalog)
        .filter((schema) => isNamed(schema, filter.schemaName))
        .flatMap((schema) => catalogue.tables(catalog, schema)),
    )
    .filter(({ table }) => isNamed(table, filter.tableName));
}

function tableFilter({ catalog, schema, table }: Pick<TableNotes, "catalog" | "schema" | "table">) {
  return { catalogName: catalog, schemaName: schema, tableName: table };
}

/** `%` any characters and `_` one of them, unless a backslash stands before; `*` is taken for `%`. */
function pattern(given: string | null | undefined): (name: string) => boolean {
  if (isBlank(given)) return () => true;
  const source = given.replace(/\\([%_\\])|[%*]|_|[^%*_\\]+|\\/gsu, (part, escaped?: string) => {
    if (escaped !== undefined) return literally(escaped);
    if (part === "%" || part === "*") return ".*";
    return part === "_" ? "." : literally(part);
  });
  const expression = new RegExp(`^${source}$`, "isu");
  return (name) => expression.test(name);
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** A catalog is named, or all of them are meant. */
function isAny(catalog: string | null | undefined): catalog is null | undefined | "" | "%" | "*" {
  return isBlank(catalog) || catalog === "%" || catalog === "*";
}

function isBlank(given: string | null | undefined): given is null | undefined | "" {
  return given === null || given === undefined || given === "";
}

function texts(...names: string[]): SqlColumn[] {
  return names.map((name) => ({ name, type: "string" }));
}

function int(name: string): SqlColumn {
  return { name, type: "int" };
}

/** Cells that there is nothing for are NULL. */
function rows(found: readonly (readonly SqlCell[])[], width = 0): SqlCell[][] {
  return found.map((row) => [...row, ...Array.from({ length: Math.max(0, width - row.length) }, () => null)]);
}

function result(columns: readonly SqlColumn[], found: readonly (readonly SqlCell[])[]): SqlResult {
  return { columns, rows: found };
}
