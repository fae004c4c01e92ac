import { textLiteral } from "../translate/literals";
import { scalar, type FunctionTable } from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#miscellaneous-functions */
export const SESSION_FUNCTIONS: FunctionTable = {
  current_catalog: scalar(0, 0, (_, { translator }) => textLiteral(translator.surroundings.catalog)),
  current_database: scalar(0, 0, (_, { translator }) => textLiteral(translator.surroundings.schema)),
  current_schema: scalar(0, 0, (_, { translator }) => textLiteral(translator.surroundings.schema)),
  current_user: scalar(0, 0, (_, { translator }) => textLiteral(translator.surroundings.userName)),
  session_user: scalar(0, 0, (_, { translator }) => textLiteral(translator.surroundings.userName)),
  user: scalar(0, 0, (_, { translator }) => textLiteral(translator.surroundings.userName)),
  uuid: scalar(0, 0, () => "CAST(uuid() AS VARCHAR)"),
};
