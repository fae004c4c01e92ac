import { identifier, type SqlType } from "../types/sql-type";
import { lambda, LAMBDA_VALUE, typed, type Typed } from "./typed";

/**
 * What a value is ordered by. Inside an ARRAY or a STRUCT, NULL is the smallest value, and the largest for DuckDB: there each
 * value stands behind whether it is there at all. Any other value is its own key.
 */
export function orderKey(value: Typed): Typed {
  const { text, type } = value;
  return type && isNested(type) ? typed(keyText(text, type), undefined) : value;
}

export function isNested(type: SqlType): boolean {
  return type.kind === "array" || type.kind === "struct";
}

function keyText(text: string, type: SqlType): string {
  if (type.kind === "array")
    return `list_transform(${text}, ${lambda(markedText(LAMBDA_VALUE, type.element))})`;
  if (type.kind !== "struct") return text;
  const fields = type.fields.map(
    (field, index) => `"k${index}" := ${markedText(`${LAMBDA_VALUE}.${identifier(field.name)}`, field.type)}`,
  );
  return `list_transform([${text}], ${lambda(`CASE WHEN ${LAMBDA_VALUE} IS NOT NULL THEN struct_pack(${fields.join(", ")}) END`)})[1]`;
}

function markedText(text: string, type: SqlType): string {
  return `struct_pack("there" := ${text} IS NOT NULL, "value" := ${isNested(type) ? keyText(text, type) : text})`;
}

/** A value behind its key, NULL where it is NULL: the greatest or the least of several such pairs is that of their values. */
export function keyed(value: Typed): string {
  return `CASE WHEN ${value.text} IS NOT NULL THEN struct_pack("key" := ${orderKey(value).text}, "value" := ${value.text}) END`;
}
