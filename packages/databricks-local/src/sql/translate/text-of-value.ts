import { isSimple } from "../types/coercion";
import { duckDbType, duckdbText, identifier, type SqlType } from "../types/sql-type";
import { lambda, LAMBDA_VALUE } from "./typed";

/**
 * A value of the given type as Databricks writes it in a text: the one place that knows, for CAST, `||`, `concat` and all
 * others.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/cast
 */
export function textOf(text: string, type: SqlType): string {
  switch (type.kind) {
    case "decimal":
      return textOfDecimal(text, type);
    case "interval":
      return `dbx_interval_text(memory.main.dbx_months(${text}), memory.main.dbx_micros(${text}), ${duckdbText(type.from)}, ${duckdbText(type.to)})`;
    case "array":
      return `CASE WHEN ${text} IS NOT NULL THEN '[' || array_to_string(list_transform(${text}, ${lambda(orNull(LAMBDA_VALUE, type.element))}), ', ') || ']' END`;
    case "map":
      return textOfMap(text, type.key, type.value);
    case "struct":
      return textOfStruct(text, type.fields);
    case "simple":
      return textOfSimple(text, type);
  }
}

function textOfSimple(text: string, type: SqlType): string {
  if (isSimple(type, "string")) return text;
  // Within a collection; by itself it is cast.
  if (isSimple(type, "variant")) return `dbx_variant_json(${text})`;
  if (isSimple(type, "double")) return `dbx_double_text(${text})`;
  if (isSimple(type, "float")) return `dbx_float_text(${text})`;
  if (isSimple(type, "date")) return `memory.main.dbx_date_text(${text})`;
  if (isSimple(type, "timestamp", "timestamp_ntz")) return `memory.main.dbx_timestamp_text(${text})`;
  if (isSimple(type, "binary")) return `dbx_binary_text(${text})`;
  if (isSimple(type, "interval"))
    return `dbx_calendar_interval_text(memory.main.dbx_months(${text}), memory.main.dbx_days(${text}), memory.main.dbx_time_micros(${text}))`;
  return `CAST(${text} AS VARCHAR)`;
}

/** DuckDB leaves out the 0 before the point where a type has no digits there. */
function textOfDecimal(text: string, type: { precision: number; scale: number }): string {
  if (type.precision > type.scale) return `CAST(${text} AS VARCHAR)`;
  if (type.precision < 38)
    return `CAST(CAST(${text} AS ${duckDbType({ kind: "decimal", precision: type.precision + 1, scale: type.scale })}) AS VARCHAR)`;
  return `regexp_replace(CAST(${text} AS VARCHAR), '^(-?)[.]', '\\10.')`;
}

function orNull(text: string, type: SqlType): string {
  return isSimple(type, "void") ? "'null'" : `coalesce(${textOf(text, type)}, 'null')`;
}

function textOfMap(text: string, key: SqlType, value: SqlType): string {
  const entry = `${orNull(`${LAMBDA_VALUE}.key`, key)} || ' -> ' || ${orNull(`${LAMBDA_VALUE}.value`, value)}`;
  return `CASE WHEN ${text} IS NOT NULL THEN '{' || array_to_string(list_transform(map_entries(${text}), ${lambda(entry)}), ', ') || '}' END`;
}

function textOfStruct(text: string, fields: readonly { name: string; type: SqlType }[]): string {
  const parts = fields.map(({ name, type }) => orNull(`${LAMBDA_VALUE}.${identifier(name)}`, type));
  const made = `CASE WHEN ${LAMBDA_VALUE} IS NOT NULL THEN '{' || ${parts.join(" || ', ' || ") || "''"} || '}' END`;
  return `list_transform([${text}], ${lambda(made)})[1]`;
}
