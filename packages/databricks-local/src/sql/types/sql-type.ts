/** A Databricks SQL type. */
export type SqlType =
  | { readonly kind: "simple"; readonly name: SimpleTypeName }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | IntervalType
  | { readonly kind: "array"; readonly element: SqlType }
  | { readonly kind: "map"; readonly key: SqlType; readonly value: SqlType }
  | { readonly kind: "struct"; readonly fields: readonly StructField[] };

export interface StructField {
  readonly name: string;
  readonly type: SqlType;
}

/** Of years and months, or of days and what is smaller; from its largest to its smallest unit. */
export interface IntervalType {
  readonly kind: "interval";
  readonly from: IntervalUnit;
  readonly to: IntervalUnit;
}

/** From large to small. */
export const YEAR_MONTH_UNITS = ["year", "month"] as const;
export const DAY_TIME_UNITS = ["day", "hour", "minute", "second"] as const;
export const INTERVAL_UNITS = [...YEAR_MONTH_UNITS, ...DAY_TIME_UNITS] as const;
export type IntervalUnit = (typeof INTERVAL_UNITS)[number];

export function unitsBetween(from: IntervalUnit, to: IntervalUnit): readonly IntervalUnit[] {
  return INTERVAL_UNITS.slice(INTERVAL_UNITS.indexOf(from), INTERVAL_UNITS.indexOf(to) + 1);
}

/** In months, or in microseconds. */
export const UNIT_SIZES: Readonly<Record<IntervalUnit, bigint>> = {
  year: 12n,
  month: 1n,
  day: 86_400_000_000n,
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
};

/**
 * Databricks' name → DuckDB's. A session's time zone is UTC, so that TIMESTAMP needs no zone. `interval` is what
 * `make_interval` gives: months, days and microseconds together. A VARIANT is a text of `native/variant-value.ts`.
 */
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
  timestamp_ntz: "TIMESTAMP",
  tinyint: "TINYINT",
  variant: "VARCHAR",
  void: '"NULL"',
} as const;
export type SimpleTypeName = keyof typeof SIMPLE_TYPES;

export function simpleType(name: SimpleTypeName): SqlType {
  return { kind: "simple", name };
}

export function arrayType(element: SqlType): SqlType {
  return { kind: "array", element };
}

export function intervalType(from: IntervalUnit, to: IntervalUnit = from): IntervalType {
  return { kind: "interval", from, to };
}

/** As DESCRIBE prints it: `map<string,string>`. */
export function typeName(type: SqlType): string {
  switch (type.kind) {
    case "simple":
      return type.name;
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "interval":
      return `interval ${type.from}${type.to === type.from ? "" : ` to ${type.to}`}`;
    case "array":
      return `array<${typeName(type.element)}>`;
    case "map":
      return `map<${typeName(type.key)},${typeName(type.value)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${fieldName(field.name)}:${typeName(field.type)}`).join(",")}>`;
  }
}

/** What is no plain word stands in quotes. */
function fieldName(name: string): string {
  return /^\w+$/.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
}

export function duckDbType(type: SqlType): string {
  switch (type.kind) {
    case "simple":
      return SIMPLE_TYPES[type.name];
    case "decimal":
      return `DECIMAL(${type.precision}, ${type.scale})`;
    case "interval":
      return "INTERVAL";
    case "array":
      return `${duckDbType(type.element)}[]`;
    case "map":
      return `MAP(${duckDbType(type.key)}, ${duckDbType(type.value)})`;
    case "struct":
      return `STRUCT(${type.fields.map((field) => `${identifier(field.name)} ${duckDbType(field.type)}`).join(", ")})`;
  }
}

/** A DuckDB identifier, quoted; a column without a name, such as that of `SELECT ''`, has one there. */
export function identifier(name: string): string {
  if (name === "") return '" "';
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string as a DuckDB literal. */
export function duckdbText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
