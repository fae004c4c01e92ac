import { AGGREGATE_FUNCTIONS } from "./aggregate-functions";
import { ARRAY_FUNCTIONS } from "./array-functions";
import { COLLECTION_FUNCTIONS } from "./collection-functions";
import { CONDITIONAL_FUNCTIONS } from "./conditional-functions";
import { DATE_FUNCTIONS } from "./date-functions";
import { DATE_PARTS } from "./date-parts";
import { ENCODING_FUNCTIONS } from "./encoding-functions";
import type { FunctionTable } from "./function-spec";
import { HIGHER_ORDER_FUNCTIONS } from "./higher-order-functions";
import { JSON_FUNCTIONS } from "./json-functions";
import { MATH_FUNCTIONS } from "./math-functions";
import { REGEXP_FUNCTIONS } from "./regexp-functions";
import { SESSION_FUNCTIONS } from "./session-functions";
import { STATISTICAL_FUNCTIONS } from "./statistical-functions";
import { STRING_FUNCTIONS } from "./string-functions";
import { WINDOW_FUNCTIONS } from "./window-functions";

/** The families of functions, as the documentation lists them. */
export const FUNCTION_FAMILIES: Readonly<Record<string, FunctionTable>> = {
  Aggregates: AGGREGATE_FUNCTIONS,
  Statistics: STATISTICAL_FUNCTIONS,
  "Windows and ranks": WINDOW_FUNCTIONS,
  "Dates and times": DATE_FUNCTIONS,
  "Parts of dates": DATE_PARTS,
  Conditions: CONDITIONAL_FUNCTIONS,
  Numbers: MATH_FUNCTIONS,
  Strings: STRING_FUNCTIONS,
  "Regular expressions": REGEXP_FUNCTIONS,
  "Hashes and encodings": ENCODING_FUNCTIONS,
  JSON: JSON_FUNCTIONS,
  "Arrays, maps and structs": COLLECTION_FUNCTIONS,
  "Whole arrays": ARRAY_FUNCTIONS,
  Lambdas: HIGHER_ORDER_FUNCTIONS,
  Session: SESSION_FUNCTIONS,
};

/**
 * Every function that the local workspace knows. A new one is a line in one of the families' tables.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin-alpha
 */
export const KNOWN_FUNCTIONS: FunctionTable = Object.assign(
  {},
  ...Object.values(FUNCTION_FAMILIES),
) as FunctionTable; // each of them is one
