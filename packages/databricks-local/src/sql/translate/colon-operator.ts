import { SqlError } from "../sql-engine";
import { isSimple } from "../types/coercion";
import { duckdbText, simpleType } from "../types/sql-type";
import { unexpectedInput } from "../types/type-faults";
import { typed, type Typed } from "./typed";

/**
 * `value:path`: a STRING of a JSON text, a VARIANT of a VARIANT.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/colonsign
 */
export function extracted({ text, type }: Typed, path: string): Typed {
  if (isSimple(type, "variant")) {
    if (path.includes("[*]")) throw starInVariant();
    const whole = duckdbText(`$${path.startsWith("[") ? "" : "."}${path}`);
    return typed(`dbx_variant_get(${text}, ${whole}, ':')`, simpleType("variant"));
  }
  if (type && !isSimple(type, "string", "void")) throw unexpectedInput(":", 0, ["string", "variant"], type);
  return typed(`dbx_json_colon(${text}, ${duckdbText(path)})`, simpleType("string"));
}

function starInVariant(): SqlError {
  return new SqlError(
    "INVALID_USAGE_OF_STAR_OR_REGEX",
    "42000",
    "Invalid usage of '*' in a path into a VARIANT; use variant_explode for its elements.",
  );
}
