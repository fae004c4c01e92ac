import { unsupported } from "../sql-faults";
import { isSimple } from "../types/coercion";
import { duckdbText, identifier, type SqlType } from "../types/sql-type";
import { textOf } from "./text-of-value";
import { lambda, LAMBDA_VALUE } from "./typed";

/**
 * A value of the given type as JSON.
 *
 * @param keepsNulls whether a struct's fields that are NULL are written
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/to_json
 */
export function jsonOf(text: string, type: SqlType, keepsNulls: boolean): string {
  switch (type.kind) {
    case "array":
      return `CASE WHEN ${text} IS NOT NULL THEN '[' || array_to_string(list_transform(${text}, ${lambda(orNull(LAMBDA_VALUE, type.element, keepsNulls))}), ',') || ']' END`;
    case "map": {
      const entry = `dbx_json_quoted(${keyText(`${LAMBDA_VALUE}.key`, type.key)}) || ':' || ${orNull(`${LAMBDA_VALUE}.value`, type.value, keepsNulls)}`;
      return `CASE WHEN ${text} IS NOT NULL THEN '{' || array_to_string(list_transform(map_entries(${text}), ${lambda(entry)}), ',') || '}' END`;
    }
    case "struct": {
      const parts = type.fields.map(({ name, type: field }) => {
        const value = `${LAMBDA_VALUE}.${identifier(name)}`;
        const written = keepsNulls ? orNull(value, field, true) : jsonOf(value, field, false);
        return `${duckdbText(`${JSON.stringify(name)}:`)} || ${written}`;
      });
      const made = `CASE WHEN ${LAMBDA_VALUE} IS NOT NULL THEN '{' || array_to_string(list_filter(CAST([${parts.join(", ")}] AS VARCHAR[]), ${lambda(`${LAMBDA_VALUE} IS NOT NULL`)}), ',') || '}' END`;
      return `list_transform([${text}], ${lambda(made)})[1]`;
    }
    case "decimal":
      // Of many zeros behind the point JSON's writer makes an exponent.
      return type.scale > 6 ? `dbx_json_decimal(${textOf(text, type)})` : textOf(text, type);
    case "interval":
      return `'"' || ${textOf(text, type)} || '"'`;
    case "simple":
      return ofSimple(text, type);
  }
}

function orNull(text: string, type: SqlType, keepsNulls: boolean): string {
  return isSimple(type, "void") ? "'null'" : `coalesce(${jsonOf(text, type, keepsNulls)}, 'null')`;
}

function ofSimple(text: string, type: SqlType): string {
  if (isSimple(type, "void")) return "CAST(NULL AS VARCHAR)";
  if (isSimple(type, "string")) return `dbx_json_quoted(${text})`;
  if (isSimple(type, "variant")) return `dbx_variant_json(${text})`;
  if (isSimple(type, "float", "double"))
    return `CASE WHEN isfinite(${text}) THEN ${textOf(text, type)} ELSE '"' || ${textOf(text, type)} || '"' END`;
  if (isSimple(type, "date")) return `'"' || ${textOf(text, type)} || '"'`;
  if (isSimple(type, "timestamp", "timestamp_ntz")) {
    const zone = isSimple(type, "timestamp") ? "Z" : "";
    return `strftime(${text}, '"%Y-%m-%dT%H:%M:%S.%g${zone}"')`;
  }
  if (isSimple(type, "binary")) return `'"' || to_base64(${text}) || '"'`;
  if (isSimple(type, "interval")) return `'"' || ${textOf(text, type)} || '"'`;
  return textOf(text, type);
}

/** A key is written as it is kept: a time as a number. */
function keyText(text: string, type: SqlType): string {
  if (isSimple(type, "date")) return `CAST(${text} - DATE '1970-01-01' AS VARCHAR)`;
  if (isSimple(type, "timestamp", "timestamp_ntz")) return `CAST(epoch_us(${text}) AS VARCHAR)`;
  if (type.kind !== "simple" && type.kind !== "decimal")
    throw unsupported("to_json of a map whose keys are no plain values");
  return textOf(text, type);
}
