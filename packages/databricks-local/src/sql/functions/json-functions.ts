import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { literalText } from "../syntax/literal-values";
import { jsonOf } from "../translate/json-of-value";
import { jsonStructure } from "../translate/variant-casts";
import type { SyntaxNode } from "../syntax/syntax-node";
import { isSimple } from "../types/coercion";
import { parseType } from "../types/parse-type";
import { duckdbText, type SqlType, typeName } from "../types/sql-type";
import { typeMismatch } from "../types/type-faults";
import { constantText } from "./constant-arguments";
import { arrayOf, type FunctionCall, type FunctionTable, same, scalar } from "./function-spec";
import { may, takesAny, takesExactly } from "./takes";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/from_json */
export const JSON_FUNCTIONS: FunctionTable = {
  from_json: scalar(takesExactly("string", "any", may("any")), fromJson, schemaOf),
  get_json_object: same("dbx_json_path", takesExactly("string", "string"), "string"),
  json_array_length: same("dbx_json_length", takesExactly("string"), "int"),
  json_object_keys: same("dbx_json_keys", takesExactly("string"), arrayOf("string")),
  schema_of_json: scalar(takesExactly("string", may("any")), schemaOfJson, "string"),
  to_json: scalar(takesAny(1, 2), toJson, "string"),
};

function fromJson([json = ""]: readonly string[], call: FunctionCall): string {
  const schema = schemaOf(call);
  const { mode = "PERMISSIVE", ...others } = optionsOf(call.nodes[2], "from_json");
  refuseOptions("from_json", others);
  if (!/^(?:PERMISSIVE|FAILFAST)$/i.test(mode)) {
    throw new SqlError(
      "PARSE_MODE_UNSUPPORTED",
      "42601",
      `The function \`from_json\` doesn't support the ${mode} mode. Acceptable modes are PERMISSIVE and FAILFAST.`,
    );
  }
  const read = `dbx_from_json(${json}, ${duckdbText(typeName(schema))}, ${duckdbText(mode.toUpperCase())})`;
  return `from_json(${read}, ${duckdbText(JSON.stringify(jsonStructure(schema, "from_json")))})`;
}

/** A schema is a type, or the fields of a struct: `a INT, b STRING`. */
function schemaOf(call: FunctionCall): SqlType {
  const type = constantSchema(call, 1);
  const isKnown =
    type.kind === "struct" || type.kind === "array" || type.kind === "map" || isSimple(type, "variant");
  if (!isKnown) throw invalidSchema(type);
  return type;
}

export function constantSchema(call: FunctionCall, index: number): SqlType {
  const node = call.nodes[index];
  const isText = literalText(node) !== undefined || isSimple(call.types[index], "string");
  if (!isText || /"column":/.test(JSON.stringify({ [node?.kind ?? ""]: node }))) throw noSchema();
  const text = constantText(call, index);
  if (text === null) throw noSchema();
  return schemaType(text);
}

function noSchema(): SqlError {
  return new SqlError(
    "INVALID_SCHEMA.NON_STRING_LITERAL",
    "42K07",
    "The input schema is not a valid schema string. The input expression must be string literal and not null.",
  );
}

function invalidSchema(type: SqlType): SqlError {
  return typeMismatch(
    "INVALID_JSON_SCHEMA",
    `Input schema "${typeName(type).toUpperCase()}" must be a struct, an array, a map or a variant.`,
  );
}

function schemaType(schema: string): SqlType {
  if (/^\s*(array|map|struct)\s*</i.test(schema)) return parseType(schema);
  try {
    return parseType(`STRUCT<${schema}>`);
  } catch (error) {
    if (/^\s*\w+\s*(\([\d\s,]*\))?\s*$/.test(schema)) return parseType(schema);
    throw error;
  }
}

function schemaOfJson([json = ""]: readonly string[], call: FunctionCall): string {
  refuseOptions("schema_of_json", optionsOf(call.nodes[1], "schema_of_json"));
  if (constantText(call, 0) === null) throw typeMismatch("UNEXPECTED_NULL", "The json must not be null.");
  return `dbx_schema_of_json(${json})`;
}

function toJson([value = ""]: readonly string[], call: FunctionCall): string {
  const [type] = call.types;
  const { ignoreNullFields = "true", ...others } = optionsOf(call.nodes[1], "to_json");
  refuseOptions("to_json", others);
  if (!type) throw unsupported("to_json of a value whose type is not known");
  if (isSimple(type, "void")) return "CAST(NULL AS VARCHAR)";
  const isKnown =
    type.kind === "struct" || type.kind === "array" || type.kind === "map" || isSimple(type, "variant");
  if (!isKnown) throw invalidSchema(type);
  return jsonOf(value, type, ignoreNullFields.toLowerCase() === "false");
}

/** The texts of `map('key', 'value', …)`. */
function optionsOf(node: SyntaxNode | undefined, name: string): Readonly<Record<string, string>> {
  if (!node) return {};
  const args =
    node.kind === "function" && node.copy().text("name").toLowerCase() === "map"
      ? node.copy().nodes("args")
      : undefined;
  if (!args) {
    throw new SqlError(
      "INVALID_OPTIONS.NON_MAP_FUNCTION",
      "42K06",
      `The options of ${name} must be a map() function.`,
    );
  }
  const texts = args.map((arg) => literalText(arg));
  if (texts.some((text) => text === undefined)) throw unsupported(`options of ${name} that are no literals`);
  return Object.fromEntries(
    texts.flatMap((text = "", index): [string, string][] =>
      index % 2 === 0 ? [[text, texts[index + 1] ?? ""]] : [],
    ),
  );
}

function refuseOptions(name: string, options: Readonly<Record<string, string>>): void {
  const [option] = Object.keys(options);
  if (option !== undefined) throw unsupported(`${name} with the option ${option}`);
}
