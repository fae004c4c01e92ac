import { duckdbText, typeName } from "../types/sql-type";
import { type FunctionCall, type FunctionSpec, type FunctionTable, scalar } from "./function-spec";
import { may, takes, takesAny } from "./takes";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#miscellaneous-functions */
export const SESSION_FUNCTIONS: FunctionTable = {
  assert_true: scalar(
    takes("boolean", may("string")),
    ([condition = "", message = "'assertion failed'"]) =>
      `CASE WHEN ${condition} THEN NULL ELSE error('USER_RAISED ' || ${message}) END`,
    "void",
  ),
  current_catalog: session("catalog"),
  current_database: session("schema"),
  current_schema: session("schema"),
  current_user: session("userName"),
  raise_error: scalar(takes("string"), ([message = ""]) => `error('USER_RAISED ' || ${message})`, "void"),
  session_user: session("userName"),
  typeof: scalar(takesAny(1), typeOf, "string"),
  user: session("userName"),
  uuid: scalar(takes(), () => "CAST(uuid() AS VARCHAR)", "string"),
};

function session(what: "catalog" | "schema" | "userName"): FunctionSpec {
  return scalar(takes(), (_, { translator }) => duckdbText(translator.surroundings[what]), "string");
}

function typeOf([expression = ""]: readonly string[], { types: [type] }: FunctionCall): string {
  return type ? duckdbText(typeName(type)) : `dbx_typeof(${expression})`;
}
