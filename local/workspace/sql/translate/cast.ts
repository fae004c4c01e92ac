import { duckDbType, type SqlType } from "../types/sql-type";

const INTEGERS = new Set(["tinyint", "smallint", "int", "bigint"]);

/** CAST as ANSI mode has it: a malformed string is an error; a fraction is cut off where DuckDB would round. */
export function castTo(expression: string, type: SqlType, isTry: boolean): string {
  if (type.kind === "simple" && INTEGERS.has(type.name)) {
    return `memory.main.dbx_${isTry ? "try_" : ""}cast_${type.name}(${expression})`;
  }
  return `${isTry ? "TRY_CAST" : "CAST"}(${expression} AS ${duckDbType(type)})`;
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
