import { SqlError } from "./sql-engine";

/**
 * The ways in which a statement can fail, in the words of Databricks' error classes.
 *
 * @see https://docs.databricks.com/aws/en/error-messages/error-classes
 */
export function syntaxError(near: string, hint = ""): SqlError {
  const at = near === "" ? "end of input" : `'${near}'`;
  return new SqlError("PARSE_SYNTAX_ERROR", "42601", `Syntax error at or near ${at}${hint && `: ${hint}`}.`);
}

/** What Databricks can do and this workspace cannot: it says so by a class of its own, and never guesses. */
export function unsupported(what: string): SqlError {
  return new SqlError(
    "UNSUPPORTED_FEATURE.LOCAL_WORKSPACE",
    "0A000",
    `This cannot be tried on the local workspace: ${what}.`,
  );
}

export function tableNotFound(name: string): SqlError {
  return new SqlError(
    "TABLE_OR_VIEW_NOT_FOUND",
    "42P01",
    `The table or view ${name} cannot be found. Verify the spelling and correctness of the schema and catalog.`,
  );
}

export function tableExists(name: string): SqlError {
  return new SqlError(
    "TABLE_OR_VIEW_ALREADY_EXISTS",
    "42P07",
    `Cannot create table or view ${name} because it already exists.`,
  );
}

export function schemaNotFound(name: string): SqlError {
  return new SqlError(
    "SCHEMA_NOT_FOUND",
    "42704",
    `The schema ${name} cannot be found. Verify the spelling and correctness of the schema and catalog.`,
  );
}

export function schemaExists(name: string): SqlError {
  return new SqlError(
    "SCHEMA_ALREADY_EXISTS",
    "42P06",
    `Cannot create schema ${name} because it already exists.`,
  );
}

export function catalogNotFound(name: string): SqlError {
  return new SqlError("NO_SUCH_CATALOG_EXCEPTION", "42704", `Catalog '${name}' was not found.`);
}

/** @see https://docs.databricks.com/aws/en/error-messages/error-classes#insufficient_permissions */
export function insufficientPermissions(privilege: string, object: string): SqlError {
  return new SqlError(
    "INSUFFICIENT_PERMISSIONS",
    "42501",
    `Insufficient privileges:\nUser does not have ${privilege} on ${object}.`,
  );
}

/** Where no privilege is enough. */
export function notTheOwner(object: string): SqlError {
  return new SqlError(
    "INSUFFICIENT_PERMISSIONS",
    "42501",
    `Insufficient privileges:\nUser is not an owner of ${object}.`,
  );
}

export function unresolvedRoutine(name: string): SqlError {
  return new SqlError(
    "UNRESOLVED_ROUTINE",
    "42883",
    `Cannot resolve routine ${quoted(name)} on search path [\`system\`.\`builtin\`, \`system\`.\`session\`].`,
  );
}

/** How many arguments a function takes; `Infinity`: any number. */
export interface ArgumentCounts {
  readonly minArgs: number;
  readonly maxArgs: number;
}

export function wrongArgumentCount(name: string, counts: ArgumentCounts | string, actual: number): SqlError {
  const expected = typeof counts === "string" ? counts : expectedCount(counts);
  return new SqlError(
    // Of `count` Spark says more than of other functions.
    `WRONG_NUM_ARGS.${name === "count" ? "WITH" : "WITHOUT"}_SUGGESTION`,
    "42605",
    `The ${quoted(name)} requires ${expected} parameters but the actual number is ${actual}.`,
  );
}

function expectedCount({ minArgs, maxArgs }: ArgumentCounts): string {
  if (minArgs === maxArgs) return `${minArgs}`;
  return maxArgs === Infinity
    ? `> ${minArgs - 1}`
    : `[${Array.from({ length: maxArgs - minArgs + 1 }, (_, more) => minArgs + more).join(", ")}]`;
}

export function unresolvedColumn(name: string, candidates: readonly string[]): SqlError {
  const unknown = `A column, variable, or function parameter with name ${quoted(name)} cannot be resolved.`;
  return candidates.length === 0
    ? new SqlError("UNRESOLVED_COLUMN.WITHOUT_SUGGESTION", "42703", unknown)
    : new SqlError(
        "UNRESOLVED_COLUMN.WITH_SUGGESTION",
        "42703",
        `${unknown} Did you mean one of the following? [${candidates.map(quoted).join(", ")}].`,
      );
}

export function conflictingSet(columns: readonly string[]): SqlError {
  const list = columns.map(quoted).join(", ");
  return new SqlError(
    "DELTA_CONFLICT_SET_COLUMN",
    "42701",
    `There is a conflict from these SET columns: ${list}.`,
  );
}

export function fieldNotFound(name: string, fields: readonly string[]): SqlError {
  const among = fields.length === 0 ? "" : ` in ${fields.map(quoted).join(", ")}`;
  return new SqlError("FIELD_NOT_FOUND", "42704", `No such struct field ${quoted(name)}${among}.`);
}

export function unboundParameter(name: string): SqlError {
  return new SqlError(
    "UNBOUND_SQL_PARAMETER",
    "42P02",
    `Found the unbound parameter: ${name}. Please, fix \`args\` and provide a mapping of the parameter to either a SQL literal or collection constructor functions.`,
  );
}

/** Types that Databricks has and this workspace has not, as the parsers write them. */
const REFUSED_TYPES =
  /^(?:object|interval|geography|geometry|time|timestamp_?ntz|timestamp_?ltz|void|null)\b/i;

export function unknownType(name: string): SqlError {
  if (REFUSED_TYPES.test(name)) return unsupported(`the type ${name.toUpperCase()}`);
  return new SqlError("UNSUPPORTED_DATATYPE", "0A000", `Unsupported data type "${name.toUpperCase()}".`);
}

export function columnCountMismatch(operator: string, first: number, second: number): SqlError {
  return new SqlError(
    "NUM_COLUMNS_MISMATCH",
    "42826",
    `${operator} can only be performed on inputs with the same number of columns, but the first input has ${first} columns and the second input has ${second} columns.`,
  );
}

export function filterNotBoolean(type: string): SqlError {
  return new SqlError(
    "DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN",
    "42K09",
    `Filter expression of type "${type.toUpperCase()}" is not a boolean.`,
  );
}

export function divideByZero(): SqlError {
  return new SqlError(
    "DIVIDE_BY_ZERO",
    "22012",
    "Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead.",
  );
}

export function remainderByZero(): SqlError {
  return new SqlError(
    "REMAINDER_BY_ZERO",
    "22012",
    "Remainder by zero. Use `try_mod` to tolerate divisor being 0 and return NULL instead.",
  );
}

export function outOfRange(value: string, type: string): SqlError {
  return new SqlError(
    "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION",
    "22003",
    `The value ${value} cannot be represented as ${type}.`,
  );
}

/** @param digits without their point */
export function decimalOutOfRange(digits: bigint, precision: number, scale: number): SqlError {
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const point = text.length - scale;
  const value = `${digits < 0n ? "-" : ""}${text.slice(0, point)}${scale > 0 ? `.${text.slice(point)}` : ""}`;
  return outOfRange(value, `DECIMAL(${precision},${scale})`);
}

/** `a.b` as `` `a`.`b` ``: how Databricks names things in its messages. */
export function quoted(name: string): string {
  return name
    .split(".")
    .map((part) => `\`${part.replaceAll("`", "``")}\``)
    .join(".");
}

export function noElement(index: number | string, size: number | string): SqlError {
  return new SqlError(
    "INVALID_ARRAY_INDEX",
    "22003",
    `The index ${index} is out of bounds. The array has ${size} elements. Use the SQL function \`get()\` to tolerate accessing element at invalid index and return NULL instead.`,
  );
}

export function indexOfZero(): SqlError {
  return new SqlError(
    "INVALID_INDEX_OF_ZERO",
    "22003",
    "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1).",
  );
}

export function starOfTable(): SqlError {
  return new SqlError(
    "INVALID_USAGE_OF_STAR_WITH_TABLE_IDENTIFIER_IN_COUNT",
    "42000",
    "count(table.*) is not allowed. Use count(*), or name the columns.",
  );
}

export function withoutOver(name: string): SqlError {
  return new SqlError(
    "WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE",
    "42601",
    `Window function ${name} requires an OVER clause.`,
  );
}
