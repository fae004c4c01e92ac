import { impossibleCast } from "../sql-faults";
import { isFractional, isNumeric, isSimple } from "../types/common-type";
import { duckDbType, type SqlType, typeName } from "../types/sql-type";
import { typed, type Typed } from "./typed";

const INTEGERS = new Set(["tinyint", "smallint", "int", "bigint"]);

/** CAST as ANSI mode has it: a malformed string is an error; a fraction is cut off where DuckDB would round. */
export function castTo({ text, type: from }: Typed, type: SqlType, isTry: boolean): Typed {
  refuseImpossible(from, type);
  return typed(castText(text, from, type, isTry), type);
}

function castText(text: string, from: SqlType | undefined, type: SqlType, isTry: boolean): string {
  const cast = isTry ? "TRY_CAST" : "CAST";
  if (type.kind === "simple" && INTEGERS.has(type.name)) {
    const macro = `memory.main.dbx_${isTry ? "try_" : ""}cast_${type.name}(${text})`;
    return type.name === "int" || type.name === "bigint" ? macro : `CAST(${macro} AS ${duckDbType(type)})`;
  }
  if (isSimple(type, "timestamp") && isSimple(from, "string"))
    return `${cast}(dbx_timestamp_text(${text}) AS TIMESTAMP)`;

  if (isSimple(type, "timestamp") && isNumeric(from))
    return `make_timestamp(CAST(${text} * 1000000 AS BIGINT))`;
  if (isSimple(type, "string") && isFractional(from)) return `dbx_double_text(${text})`;
  if (isSimple(type, "string") && isSimple(from, "binary")) return `decode(${text})`;
  if (type.kind === "decimal" && isSimple(from, "boolean"))
    return `${cast}(CAST(${text} AS INTEGER) AS ${duckDbType(type)})`;

  if (isSimple(type, "binary") && isSimple(from, "string")) return `encode(${text})`;
  return `${cast}(${text} AS ${duckDbType(type)})`;
}

/** Between a collection and a simple type there is no cast, but to text. */
function refuseImpossible(from: SqlType | undefined, to: SqlType): void {
  const isCollection = (type: SqlType) =>
    type.kind === "array" || type.kind === "map" || type.kind === "struct";
  if (!from || isSimple(from, "void") || isSimple(to, "string") || isSimple(from, "string")) return;
  if (isCollection(from) !== isCollection(to)) throw impossibleCast(typeName(from), typeName(to));
}

/** The macros that `castTo` prints. */
export function integerCastMacros(): string[] {
  return [...INTEGERS].flatMap((name) => [
    integerCast(
      `dbx_cast_${name}`,
      name,
      (value, type) => `CAST('CAST_INVALID_INPUT ${name} ' || ${value} AS ${type})`,
    ),
    integerCast(`dbx_try_cast_${name}`, name, () => "NULL"),
  ]);
}

function integerCast(
  macro: string,
  name: string,
  otherwise: (value: string, type: string) => string,
): string {
  const target = { tinyint: "TINYINT", smallint: "SMALLINT", int: "INTEGER", bigint: "BIGINT" }[name] ?? "";
  const text = "CAST(x AS VARCHAR)";
  const cast = macro.includes("try") ? "TRY_CAST" : "CAST";
  return (
    `${macro}(x) AS CASE` +
    ` WHEN typeof(x) = 'VARCHAR' THEN (CASE WHEN ${text} IS NULL THEN NULL` +
    ` WHEN regexp_full_match(${text}, '\\s*[+-]?\\d+\\s*') THEN ${cast}(${text} AS ${target}) ELSE ${otherwise(text, target)} END)` +
    ` WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN ${cast}(trunc(TRY_CAST(x AS DOUBLE)) AS ${target})` +
    ` WHEN typeof(x) LIKE 'DECIMAL%' THEN ${cast}(trunc(TRY_CAST(x AS DECIMAL(38, 6))) AS ${target})` +
    // A timestamp is a number of seconds.
    ` WHEN typeof(x) LIKE 'TIMESTAMP%' THEN ${cast}(floor(epoch(TRY_CAST(${text} AS TIMESTAMP))) AS ${target})` +
    ` WHEN typeof(x) = 'BOOLEAN' THEN CASE ${text} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END` +
    ` ELSE ${cast}(${text} AS ${target}) END`
  );
}
