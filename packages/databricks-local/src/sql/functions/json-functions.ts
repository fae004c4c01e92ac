import { unsupported } from "../sql-faults";
import { jsonPath } from "../translate/typed";
import { parseType } from "../types/parse-type";
import { duckDbType, type SqlType, duckdbText } from "../types/sql-type";
import {
  arrayOf,
  type FunctionCall,
  type FunctionTable,
  literalText,
  scalar,
  textual,
} from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/from_json */
export const JSON_FUNCTIONS: FunctionTable = {
  from_json: scalar(2, 2, fromJson, ({ nodes }) => schemaType(literalText(nodes[1]))),
  get_json_object: textual(2, 2, ([json = "", path = ""]) => jsonPath(json, path)),
  json_array_length: textual(1, 1, ([json = ""]) => `CAST(dbx_json_length(${json}) AS INTEGER)`, "int"),
  json_object_keys: textual(
    1,
    1,
    ([json = ""]) =>
      `CASE WHEN json_valid(${json}) AND json_type(${json}) = 'OBJECT' THEN json_keys(${json}) END`,
    arrayOf("string"),
  ),
  schema_of_json: textual(1, 1, ([json = ""]) => `dbx_schema_of_json(${json})`),
  to_json: scalar(
    1,
    1,
    ([value = ""]) => `dbx_json_without_nulls(CAST(to_json(${value}) AS VARCHAR))`,
    "string",
  ),
};

/** Malformed JSON is NULL, and so is a field that does not fit. */
function fromJson([json = ""]: readonly string[], call: FunctionCall): string {
  const schema = schemaType(literalText(call.nodes[1]));
  if (schema === undefined) throw unsupported("from_json with a schema that is no literal");
  const structure = JSON.stringify(structureOf(schema));
  return `CASE WHEN json_valid(${json}) THEN from_json(${json}, ${duckdbText(structure)}) END`;
}

/** A schema is a type, or the fields of a struct: `a INT, b STRING`. */
function schemaType(schema: string | undefined): SqlType | undefined {
  if (schema === undefined) return undefined;
  return /^\s*(array|map|struct)\s*</i.test(schema) ? parseType(schema) : parseType(`STRUCT<${schema}>`);
}

type Structure = string | Structure[] | { [field: string]: Structure };

/** DuckDB describes a JSON value's shape in JSON. */
function structureOf(type: SqlType): Structure {
  if (type.kind === "array") return [structureOf(type.element)];
  if (type.kind === "struct")
    return Object.fromEntries(type.fields.map((field) => [field.name, structureOf(field.type)]));

  return duckDbType(type);
}
