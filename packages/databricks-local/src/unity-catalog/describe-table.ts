import { allProperties } from "../sql/statements/show";
import type { ColumnNotes, KeyNotes, TableNotes } from "../sql/store/table-notes";

/** Names of `type_name` where they differ from the type's own word. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  TINYINT: "BYTE",
  SMALLINT: "SHORT",
  BIGINT: "LONG",
  VOID: "NULL",
  CHAR: "STRING",
  VARCHAR: "STRING",
};

/** @see https://docs.databricks.com/api/workspace/tables/get */
export function describeTable(table: TableNotes, owner: string, metastoreId: string) {
  const fullName = [table.catalog, table.schema, table.table].join(".");
  const createdAt = new Date(table.createdAt).getTime();
  return {
    name: table.table,
    catalog_name: table.catalog,
    schema_name: table.schema,
    full_name: fullName,
    table_type: "MANAGED",
    data_source_format: "DELTA",
    columns: table.columns.map(describeColumn),
    ...(table.comment !== undefined && { comment: table.comment }),
    properties: Object.fromEntries(allProperties(table)),
    ...(table.keys.length > 0 && { table_constraints: table.keys.map(describeKey) }),
    owner,
    table_id: table.id,
    metastore_id: metastoreId,
    created_at: createdAt,
    created_by: owner,
  };
}

function describeColumn({ name, type, nullable, comment }: ColumnNotes, position: number) {
  const [, precision, scale] = /^decimal\((\d+),\s*(\d+)\)$/i.exec(type) ?? [];
  return {
    name,
    position,
    type_text: type,
    type_name: typeNameOf(type),
    type_precision: Number(precision ?? 0),
    type_scale: Number(scale ?? 0),
    nullable,
    ...(comment !== undefined && { comment }),
  };
}

/** The word for a type that `DESCRIBE` writes. */
export function typeNameOf(type: string): string {
  const word = type.replace(/[<(].*$/s, "").toUpperCase();
  return TYPE_NAMES[word] ?? word;
}

function describeKey({ name, kind, columns, references }: KeyNotes) {
  if (kind === "PRIMARY KEY") return { primary_key_constraint: { name, child_columns: columns } };
  const parent = references && [references.table.catalog, references.table.schema, references.table.table];
  return {
    foreign_key_constraint: {
      name,
      child_columns: columns,
      parent_table: parent?.join("."),
      parent_columns: references?.columns,
    },
  };
}
