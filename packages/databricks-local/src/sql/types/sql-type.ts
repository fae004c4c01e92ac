/** A Databricks SQL type. */
export type SqlType =
  | { readonly kind: "simple"; readonly name: SimpleTypeName }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "array"; readonly element: SqlType }
  | { readonly kind: "map"; readonly key: SqlType; readonly value: SqlType }
  | { readonly kind: "struct"; readonly fields: readonly StructField[] };

interface StructField {
  readonly name: string;
  readonly type: SqlType;
}

/** Databricks' name → DuckDB's. A session's time zone is UTC, so that TIMESTAMP needs no zone. */
export const SIMPLE_TYPES = {
  bigint: "BIGINT",
  binary: "BLOB",
  boolean: "BOOLEAN",
  date: "DATE",
  double: "DOUBLE",
  float: "FLOAT",
  int: "INTEGER",
  interval: "INTERVAL",
  smallint: "SMALLINT",
  string: "VARCHAR",
  timestamp: "TIMESTAMP",
  tinyint: "TINYINT",
  void: '"NULL"',
} as const;
export type SimpleTypeName = keyof typeof SIMPLE_TYPES;

export function simpleType(name: SimpleTypeName): SqlType {
  return { kind: "simple", name };
}

/** As DESCRIBE prints it: `map<string,string>`. */
export function typeName(type: SqlType): string {
  switch (type.kind) {
    case "simple":
      return type.name;
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "array":
      return `array<${typeName(type.element)}>`;
    case "map":
      return `map<${typeName(type.key)},${typeName(type.value)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${field.name}:${typeName(field.type)}`).join(",")}>`;
  }
}

export function duckDbType(type: SqlType): string {
  switch (type.kind) {
    case "simple":
      return SIMPLE_TYPES[type.name];
    case "decimal":
      return `DECIMAL(${type.precision}, ${type.scale})`;
    case "array":
      return `${duckDbType(type.element)}[]`;
    case "map":
      return `MAP(${duckDbType(type.key)}, ${duckDbType(type.value)})`;
    case "struct":
      return `STRUCT(${type.fields.map((field) => `${identifier(field.name)} ${duckDbType(field.type)}`).join(", ")})`;
  }
}

/** A DuckDB identifier, quoted. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string as a DuckDB literal. */
export function duckdbText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
