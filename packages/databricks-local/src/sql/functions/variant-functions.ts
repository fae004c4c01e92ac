import { unsupported } from "../sql-faults";
import { becomesVariant, castOfVariant, comesOfVariant, variantOf } from "../translate/variant-casts";
import { duckdbText, simpleType, type SqlType } from "../types/sql-type";
import { impossibleCast } from "../types/type-faults";
import {
  aggregate,
  aggregateCall,
  type FunctionCall,
  type FunctionSpec,
  type FunctionTable,
  same,
  scalar,
} from "./function-spec";
import { exactly, may, takes, takesAny, takesExactly } from "./takes";
import { constantSchema } from "./json-functions";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#variant-functions */
export const VARIANT_FUNCTIONS: FunctionTable = {
  is_variant_null: scalar(
    takes(exactly("variant")),
    ([v = ""]) => `coalesce(${v} = 'null', FALSE)`,
    "boolean",
  ),
  parse_json: same("dbx_parse_variant", takesExactly("string"), "variant"),
  schema_of_json_agg: schemaOfAll("string", "dbx_schema_of_jsons", (arg) => `dbx_json_quoted(${arg})`),
  schema_of_variant: same("dbx_variant_schema", takes(exactly("variant")), "string"),
  schema_of_variant_agg: schemaOfAll("variant", "dbx_variant_schema_of_all", (arg) => arg),
  to_variant_object: scalar(takesAny(1), toVariantObject, "variant"),
  try_parse_json: same("dbx_try_parse_variant", takesExactly("string"), "variant"),
  try_variant_get: variantGet(true),
  variant_get: variantGet(false),
};

function variantGet(isTry: boolean): FunctionSpec {
  return scalar(
    takesExactly("variant", "string", may("any")),
    ([v = "", path = ""], call) => {
      const type = targetOf(call);
      if (!comesOfVariant(type)) throw impossibleCast(simpleType("variant"), type);
      return castOfVariant(`dbx_variant_get(${v}, ${path}, ${duckdbText(call.name)})`, type, isTry);
    },
    targetOf,
  );
}

function targetOf(call: FunctionCall): SqlType {
  return call.nodes[2] ? constantSchema(call, 2) : simpleType("variant");
}

/** The schema of the rows' values, as one array of them. */
function schemaOfAll(
  type: "string" | "variant",
  name: string,
  element: (arg: string) => string,
): FunctionSpec {
  return aggregate(
    type === "string" ? takesExactly(type, may("any")) : takesExactly(type),
    ([arg = "", options], call) => {
      if (options !== undefined) throw unsupported(`${call.name} with options`);
      const all = aggregateCall("string_agg", [element(arg), "','"], call);
      return `${name}('[' || coalesce(${all}, '') || ']')`;
    },
    "string",
  );
}

function toVariantObject([value = ""]: readonly string[], { types: [type] }: FunctionCall): string {
  const from = type ?? simpleType("void");
  if (from.kind === "simple" || from.kind === "decimal" || !becomesVariant(from, true))
    throw impossibleCast(from, simpleType("variant"));
  return variantOf(value, from);
}
