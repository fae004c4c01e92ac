import { duckdbText, typeName } from "../types/sql-type";
import { type FunctionCall, type FunctionSpec, type FunctionTable, scalar, textual } from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#miscellaneous-functions */
export const SESSION_FUNCTIONS: FunctionTable = {
  assert_true: scalar(
    1,
    2,
    ([condition = "", message = "'assertion failed'"]) =>
      `CASE WHEN ${condition} THEN NULL ELSE error('USER_RAISED ' || ${message}) END`,
  ),
  current_catalog: session("catalog"),
  current_database: session("schema"),
  current_schema: session("schema"),
  current_user: session("userName"),
  raise_error: textual(1, 1, ([message = ""]) => `error('USER_RAISED ' || ${message})`),
  session_user: session("userName"),
  typeof: scalar(1, 1, typeOf, "string"),
  user: session("userName"),
  uuid: scalar(0, 0, () => "CAST(uuid() AS VARCHAR)", "string"),
};

function session(what: "catalog" | "schema" | "userName"): FunctionSpec {
  return scalar(0, 0, (_, { translator }) => duckdbText(translator.surroundings[what]), "string");
}

function typeOf([expression = ""]: readonly string[], { types: [type] }: FunctionCall): string {
  return type ? duckdbText(typeName(type)) : `dbx_typeof(${expression})`;
}
