import { unsupported } from "../sql-faults";
import { textLiteral } from "../translate/literals";
import { parseType } from "../types/parse-type";
import { duckDbType, type SqlType } from "../types/sql-type";
import { literalText, scalar, type Call, type FunctionTable } from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/from_json */
export const JSON_FUNCTIONS: FunctionTable = {
  from_json: scalar(2, 2, fromJson),
  get_json_object: scalar(
    2,
    2,
    ([json = "", path = ""]) =>
      `CASE WHEN json_valid(${json}) THEN json_extract_string(${json}, ${path}) END`,
  ),
  to_json: scalar(1, 1, ([value = ""]) => `CAST(to_json(${value}) AS VARCHAR)`),
};

/** Malformed JSON is NULL, and so is a field that does not fit. */
function fromJson([json = ""]: readonly string[], call: Call): string {
  const schema = literalText(call.nodes[1]);
  if (schema === undefined) throw unsupported("from_json with a schema that is no literal");
  const structure = JSON.stringify(structureOf(schemaType(schema)));
  return `CASE WHEN json_valid(${json}) THEN from_json(${json}, ${textLiteral(structure)}) END`;
}

/** A schema is a type, or the fields of a struct: `a INT, b STRING`. */
function schemaType(schema: string): SqlType {
  return /^\s*(array|map|struct)\s*</i.test(schema) ? parseType(schema) : parseType(`STRUCT<${schema}>`);
}

type Structure = string | Structure[] | { [field: string]: Structure };

/** DuckDB describes a JSON value's shape in JSON. */
function structureOf(type: SqlType): Structure {
  if (type.kind === "array") return [structureOf(type.element)];
  if (type.kind === "struct") {
    return Object.fromEntries(type.fields.map((field) => [field.name, structureOf(field.type)]));
  }
  return duckDbType(type);
}
