import { type ArrowType, parseSqlType } from "./arrow/sql-type";

interface JdbcType {
  /** A constant of `java.sql.Types`. */
  readonly code: number;
  /** Digits, characters or bytes, as far as the type limits them. */
  readonly size?: number;
  readonly digits?: number;
  /** For numbers alone. */
  readonly radix?: number;
}

const INTEGER = (code: number, size: number): JdbcType => ({ code, size, digits: 0, radix: 10 });
const LONGEST_TEXT = 2_147_483_647;

/**
 * Types as JDBC tells of them: the codes of `java.sql.Types`, with the sizes of Spark's Thrift server.
 *
 * @see https://github.com/apache/spark/blob/v4.0.0/sql/hive-thriftserver/src/main/scala/org/apache/spark/sql/hive/thriftserver/SparkGetColumnsOperation.scala
 */
const JDBC_TYPES: Readonly<Record<Exclude<ArrowType["kind"], "decimal">, JdbcType>> = {
  array: { code: 2003 },
  bigint: INTEGER(-5, 19),
  binary: { code: -2, size: LONGEST_TEXT },
  boolean: { code: 16, size: 1 },
  date: { code: 91, size: 10 },
  double: { code: 8, size: 15, digits: 15, radix: 10 },
  float: { code: 6, size: 7, digits: 7, radix: 10 },
  int: INTEGER(4, 10),
  map: { code: 2000 },
  smallint: INTEGER(5, 5),
  string: { code: 12, size: LONGEST_TEXT },
  struct: { code: 2002 },
  timestamp: { code: 93, size: 29, digits: 6 },
  timestamp_ntz: { code: 93, size: 29, digits: 6 },
  tinyint: INTEGER(-6, 3),
  void: { code: 0 },
};

export function jdbcType(type: string): JdbcType {
  const characters = /^(var)?char\((\d+)\)$/.exec(type);
  if (characters) return { code: characters[1] ? 12 : 1, size: Number(characters[2]) };
  const parsed = parseSqlType(type);
  if (parsed.kind === "decimal") return { code: 3, size: parsed.precision, digits: parsed.scale, radix: 10 };
  return JDBC_TYPES[parsed.kind];
}

/** `STRUCT<name: STRING, age: INT>`: in upper case, but for the names of a struct's fields, and with a blank behind `:` and `,` of types. */
export function jdbcTypeName(type: string): string {
  return type
    .replace(/\w+(?![\w:`])/g, (word) => word.toUpperCase())
    .replace(/(\(\d+),\s*(\d+\))|([,:])\s*/g, (whole, precision?: string, scale?: string, sign?: string) =>
      sign === undefined ? `${precision ?? whole},${scale ?? ""}` : `${sign} `,
    );
}

/** Names of the types, with what is the same for all columns of one. */
export function knownJdbcTypes(): { readonly name: string; readonly type: JdbcType }[] {
  const types = Object.entries(JDBC_TYPES).map(([name, type]) => ({ name: name.toUpperCase(), type }));
  return [...types, { name: "DECIMAL", type: { code: 3, size: 38, digits: 38, radix: 10 } }].sort(
    (a, b) => a.type.code - b.type.code,
  );
}
