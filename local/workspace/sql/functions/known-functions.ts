import { AGGREGATE_FUNCTIONS } from "./aggregate-functions";
import { COLLECTION_FUNCTIONS } from "./collection-functions";
import { CONDITIONAL_FUNCTIONS } from "./conditional-functions";
import { DATE_FUNCTIONS } from "./date-functions";
import type { FunctionTable } from "./function-spec";
import { JSON_FUNCTIONS } from "./json-functions";
import { MATH_FUNCTIONS } from "./math-functions";
import { SESSION_FUNCTIONS } from "./session-functions";
import { STRING_FUNCTIONS } from "./string-functions";
import { WINDOW_FUNCTIONS } from "./window-functions";

/**
 * Every function that the local workspace knows. A new one is a line in one of these tables.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin-alpha
 */
export const KNOWN_FUNCTIONS: FunctionTable = {
  ...AGGREGATE_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  ...CONDITIONAL_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...JSON_FUNCTIONS,
  ...MATH_FUNCTIONS,
  ...SESSION_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...WINDOW_FUNCTIONS,
};
