import type { ComparableKind } from "../alerting/comparable";
import type { SqlStatementError } from "../databricks/sql-statement-error";
import { reasonOf } from "../messages/expected-error";

/**
 * How much of what queries give a review shows, to whoever reads it: states and counts alone; numbers and truth values, too;
 * all. A text may be any cell of any table that the review may read, and so may a date (of a birth), the words of an error
 * (`[CAST_INVALID_INPUT] The value 'secret' …`) and whatever `raise_error` is given.
 */
export const SHOWN_VALUES = ["none", "numbers", "all"] as const;
export type ShownValues = (typeof SHOWN_VALUES)[number];

/** NULL says no more than a truth value does. */
export function isShown(kind: ComparableKind, value: unknown, values: ShownValues): boolean {
  return (
    values === "all" || (values === "numbers" && (kind === "number" || kind === "boolean" || value === null))
  );
}

/** What may be said of a run that failed: its class and state, and the service's own words only with `all`. */
export function shownError(error: SqlStatementError, values: ShownValues): string {
  if (values === "all") return error.notTried ?? error.message;
  if (error.notTried !== undefined) return "The local workspace cannot do what its query asks.";
  const [name = ""] = error.errorClass.split(".");
  const { sqlState } = error;
  const words = [
    ...(CLASSES.has(name) ? [`[${name}]`] : []),
    ...(STATES.has(sqlState) ? [`SQLSTATE ${sqlState}`] : []),
  ];
  return words.length === 0 ? "an error of no known class" : words.join(" ");
}

/** The same of a failure that is no answer to the statement. A server may have put words of its own into it. */
export function shownFailure(error: unknown, values: ShownValues): string {
  return values === "all" ? reasonOf(error) : "The warehouse could not be asked, or gave no answer.";
}

/**
 * Classes of errors in which a query ends that was read as one. What stands in their place and is none of them may be a
 * text of the query's own: `raise_error(concat('[', secret, ']'))`. What is behind a dot may be one, too.
 *
 * @see https://docs.databricks.com/aws/en/error-messages/error-classes
 */
const CLASSES = wordsOf(`
  AMBIGUOUS_REFERENCE ARITHMETIC_OVERFLOW BINARY_ARITHMETIC_OVERFLOW CANNOT_PARSE_DECIMAL
  CANNOT_PARSE_TIMESTAMP CAST_INVALID_INPUT CAST_OVERFLOW COLUMN_NOT_FOUND CONVERSION_INVALID_INPUT
  DATATYPE_MISMATCH DATETIME_OVERFLOW DELTA_FILE_NOT_FOUND DIVIDE_BY_ZERO FAILED_EXECUTE_UDF
  GROUPING_COLUMN_MISMATCH INSUFFICIENT_PERMISSIONS INTERNAL_ERROR INTERVAL_ARITHMETIC_OVERFLOW
  INTERVAL_DIVIDED_BY_ZERO INVALID_ARRAY_INDEX INVALID_ARRAY_INDEX_IN_ELEMENT_AT
  INVALID_FRACTION_OF_SECOND INVALID_INDEX_OF_ZERO INVALID_PARAMETER_VALUE INVALID_URL
  MAP_KEY_DOES_NOT_EXIST MISSING_AGGREGATION NUMERIC_OUT_OF_SUPPORTED_RANGE NUMERIC_VALUE_OUT_OF_RANGE
  PARSE_SYNTAX_ERROR REMAINDER_BY_ZERO SCALAR_SUBQUERY_TOO_MANY_ROWS TABLE_OR_VIEW_NOT_FOUND
  UNRESOLVED_COLUMN UNRESOLVED_ROUTINE UNSUPPORTED_FEATURE UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY
  USER_RAISED_EXCEPTION WRONG_NUM_ARGS
`);

/** Their states: one is read out of the words where the service names none. */
const STATES = wordsOf(`
  0A000 21000 22000 22003 22007 22008 22009 22012 22018 22023 22032 2200B 22KD3 38000 39000 42000
  42501 42601 42605 42702 42703 42704 42803 42846 42883 42K01 42K09 42KDF 42P01 54000 57014 58030
  P0001 XX000
`);

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
