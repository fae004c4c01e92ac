import { unsupported } from "../sql-faults";
import { isSimple } from "../types/coercion";
import { duckDbType, duckdbText, identifier, type SqlType, typeName } from "../types/sql-type";
import { textOf } from "./text-of-value";
import { lambda, LAMBDA_VALUE } from "./typed";

/** Whether a VARIANT is, or has within it, a value of the type. */
export function hasVariant(type: SqlType): boolean {
  switch (type.kind) {
    case "array":
      return hasVariant(type.element);
    case "map":
      return hasVariant(type.key) || hasVariant(type.value);
    case "struct":
      return type.fields.some((field) => hasVariant(field.type));
    case "decimal":
    case "interval":
    case "simple":
      return isSimple(type, "variant");
  }
}

/**
 * Whether CAST makes a VARIANT of the type; objects are made by `to_variant_object` alone.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/to_variant_object
 */
export function becomesVariant(type: SqlType, withObjects: boolean): boolean {
  switch (type.kind) {
    case "array":
      return becomesVariant(type.element, withObjects);
    case "map":
      return withObjects && isSimple(type.key, "string") && becomesVariant(type.value, true);
    case "struct":
      return withObjects && type.fields.every((field) => becomesVariant(field.type, true));
    case "interval":
      return false;
    case "decimal":
      return true;
    case "simple":
      return !isSimple(type, "interval", "void");
  }
}

/** Whether a VARIANT can be cast to the type. */
export function comesOfVariant(type: SqlType): boolean {
  switch (type.kind) {
    case "array":
      return comesOfVariant(type.element);
    case "map":
      return isSimple(type.key, "string") && comesOfVariant(type.value);
    case "struct":
      return type.fields.every((field) => comesOfVariant(field.type));
    case "interval":
      return false;
    case "decimal":
      return true;
    case "simple":
      return !isSimple(type, "interval", "void");
  }
}

/** What does not fit is an error, or NULL where the cast is a safe one. */
export function castOfVariant(text: string, type: SqlType, isTry: boolean): string {
  if (isSimple(type, "variant")) return text;
  const read = `dbx_variant_cast(${text}, ${duckdbText(typeName(type))}, ${isTry ? "TRUE" : "FALSE"})`;
  if (isSimple(type, "string")) return read;
  if (isSimple(type, "binary")) return `from_base64(${read})`;
  if (type.kind === "simple" || type.kind === "decimal") return `CAST(${read} AS ${duckDbType(type)})`;
  return `from_json(${read}, ${duckdbText(JSON.stringify(jsonStructure(type, "a cast of VARIANT")))})`;
}

/** A value as a VARIANT's text; NULL is NULL, and a null of JSON within another value. */
export function variantOf(text: string, type: SqlType): string {
  switch (type.kind) {
    case "array":
      return `CASE WHEN ${text} IS NOT NULL THEN '[' || array_to_string(list_transform(${text}, ${lambda(orNull(LAMBDA_VALUE, type.element))}), ',') || ']' END`;
    case "map": {
      const entry = `dbx_json_quoted(${LAMBDA_VALUE}.key) || ':' || ${orNull(`${LAMBDA_VALUE}.value`, type.value)}`;
      return `CASE WHEN ${text} IS NOT NULL THEN dbx_variant_ordered('{' || array_to_string(list_transform(map_entries(${text}), ${lambda(entry)}), ',') || '}') END`;
    }
    case "struct": {
      const parts = [...type.fields]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(
          ({ name, type: field }) =>
            `${duckdbText(`${JSON.stringify(name)}:`)} || ${orNull(`${LAMBDA_VALUE}.${identifier(name)}`, field)}`,
        );
      const made = `CASE WHEN ${LAMBDA_VALUE} IS NOT NULL THEN '{' || ${parts.join(" || ',' || ") || "''"} || '}' END`;
      return `list_transform([${text}], ${lambda(made)})[1]`;
    }
    case "decimal":
      return scalar(textOf(text, type), "decimal");
    case "interval":
      throw unsupported("an interval as VARIANT");
    case "simple":
      return ofSimple(text, type);
  }
}

function ofSimple(text: string, type: Extract<SqlType, { kind: "simple" }>): string {
  if (isSimple(type, "variant")) return text;
  if (isSimple(type, "void")) return "CAST(NULL AS VARCHAR)";
  if (isSimple(type, "string")) return `dbx_json_quoted(${text})`;
  if (isSimple(type, "binary")) return scalar(`to_base64(${text})`, "binary");
  if (isSimple(type, "boolean", "tinyint", "smallint", "int", "bigint")) return `CAST(${text} AS VARCHAR)`;
  return scalar(textOf(text, type), type.name);
}

function scalar(text: string, kind: string): string {
  return `dbx_variant_scalar(${text}, '${kind}')`;
}

function orNull(text: string, type: SqlType): string {
  return isSimple(type, "void") ? "'null'" : `coalesce(${variantOf(text, type)}, 'null')`;
}

type Structure = string | Structure[] | { [field: string]: Structure };

/** DuckDB describes a JSON value's shape in JSON. */
export function jsonStructure(type: SqlType, caller: string): Structure {
  if (type.kind === "interval" || isSimple(type, "binary", "interval", "void"))
    throw unsupported(`${caller} with ${typeName(type)}`);
  if (type.kind === "array") return [jsonStructure(type.element, caller)];
  if (type.kind !== "struct") return duckDbType(type);
  return Object.fromEntries(type.fields.map((field) => [field.name, jsonStructure(field.type, caller)]));
}
