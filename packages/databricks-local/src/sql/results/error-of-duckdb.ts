import { carriedError } from "../native/native-function";
import { SqlError } from "../sql-engine";
import {
  divideByZero,
  outOfRange,
  remainderByZero,
  tableNotFound,
  unresolvedColumn,
  unsupported,
} from "../sql-faults";
import { TYPE_TRANSLATIONS, type Translation } from "./type-errors";

/** DuckDB's message → Databricks' error class. DuckDB gives no codes, so that its texts are all there is to tell errors apart. */
const TRANSLATIONS: readonly (readonly [RegExp, Translation])[] = [
  [
    /Referenced column "(.+?)" (?:was )?not found(?:.*Candidate bindings: (.*?)\n)?/s,
    ([, name = "", candidates]) => unresolvedColumn(name, names(candidates)),
  ],
  [/Referenced table "(.+?)" not found/, ([, name = ""]) => unresolvedColumn(name, [])],
  [
    /(?:Table|Values list) "(.+?)" does not have a column named "(.+?)"(?:.*Candidate bindings: : (.*?)\n)?/s,
    ([, table = "", name = "", candidates]) => unresolvedColumn(`${table}.${name}`, names(candidates)),
  ],
  [
    /Could not find key "(.+?)" in struct(?:.*Candidate Entries: (.*?)\n)?/s,
    ([, name = ""]) => fieldNotFound(name),
  ],
  [
    /Ambiguous reference to column name "(.+?)" \(use: (.*?)\)/,
    ([, name = "", uses = ""]) =>
      new SqlError(
        "AMBIGUOUS_REFERENCE",
        "42704",
        `Reference \`${name}\` is ambiguous, could be: [${uses.replaceAll('"', "`").replaceAll(" or ", ", ")}].`,
      ),
  ],
  [/Table with name (\S+) does not exist/, ([, name = ""]) => tableNotFound(`\`${name}\``)],
  [/DIVIDE_BY_ZERO/, divideByZero],
  [
    /INTERVAL_DIVIDED/,
    () =>
      new SqlError(
        "INTERVAL_DIVIDED_BY_ZERO",
        "22012",
        "Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead.",
      ),
  ],
  [
    /Overflow in (?:addition|subtraction|multiplication) of INT(?:8|16) /,
    () => new SqlError("BINARY_ARITHMETIC_OVERFLOW", "22003", "The operation caused overflow."),
  ],
  [
    /Overflow on abs|Overflow in negation/,
    () =>
      new SqlError(
        "ARITHMETIC_OVERFLOW",
        "22003",
        "Overflow of a number whose opposite its type does not have.",
      ),
  ],
  [/REMAINDER_BY_ZERO/, remainderByZero],
  [
    /RECURSION_LEVEL/,
    () =>
      new SqlError(
        "RECURSION_LEVEL_LIMIT_EXCEEDED",
        "42836",
        "Recursion level limit 100 reached but query has not exhausted, try increasing it like 'WITH RECURSIVE t(col) MAX RECURSION LEVEL 200'.",
      ),
  ],
  [
    /INVALID_ARRAY_INDEX (-?\d+) (\d+)/,
    ([, index = "", size = ""]) =>
      new SqlError(
        "INVALID_ARRAY_INDEX",
        "22003",
        `The index ${index} is out of bounds. The array has ${size} elements. Use the SQL function \`get()\` to tolerate accessing element at invalid index and return NULL instead.`,
      ),
  ],
  [
    /Referenced column "(.+?)" was not found because the FROM clause is missing/,
    ([, name = ""]) => unresolvedColumn(name, []),
  ],
  [
    /INVALID_ARRAY_INDEX_IN_ELEMENT_AT (-?\d+) (\d+)/,
    ([, index = "", size = ""]) =>
      new SqlError(
        "INVALID_ARRAY_INDEX_IN_ELEMENT_AT",
        "22003",
        `The index ${index} is out of bounds. The array has ${size} elements. Use \`try_element_at\` to tolerate accessing element at invalid index and return NULL instead.`,
      ),
  ],
  [
    /INVALID_INDEX_OF_ZERO/,
    () =>
      new SqlError(
        "INVALID_INDEX_OF_ZERO",
        "22003",
        "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1).",
      ),
  ],
  [/USER_RAISED ([\s\S]*)/, ([, message = ""]) => new SqlError("USER_RAISED_EXCEPTION", "P0001", message)],
  [
    /CANNOT_PARSE_TIMESTAMP/,
    () =>
      new SqlError(
        "CANNOT_PARSE_TIMESTAMP",
        "22007",
        "The text does not fit the pattern. Use `try_to_timestamp` to tolerate invalid input string and return NULL instead.",
      ),
  ],
  [/TYPE_UNSUPPORTED ([^\n]*)/, ([, type = ""]) => unsupported(`typeof of a ${type}`)],
  [
    /(?:INVALID_PATTERN|FORMAT_UNSUPPORTED) ([^']*)/,
    ([, pattern = ""]) => unsupported(`the pattern ${pattern}`),
  ],
  [
    /Could not cast value (\S+) to (DECIMAL\(\d+,\d+\))/,
    ([, value = "", type = ""]) => outOfRange(value, type),
  ],
  [
    // Only a sum is that wide.
    /Type INT128 with value|Overflow in HUGEINT|Overflow in addition of INT128/,
    () =>
      new SqlError(
        "ARITHMETIC_OVERFLOW",
        "22003",
        "Overflow in sum. Use `try_sum` to tolerate overflow and return NULL instead.",
      ),
  ],
  [
    /Type \S+ with value (\S+) can't be cast because the value is out of range for the destination type (\w+)|Failed to cast decimal value (\S+) to type (\w+)/,
    ([, value = "", type = "", decimal, to]) => castOverflow(decimal ?? value, to ?? type),
  ],
  [
    /Invalid Input Error: (missing \)|invalid (?:escape|perl|character|repetition)|no argument for repetition|unexpected \)|bad )[^\n]*/,
    ([message]) =>
      new SqlError(
        "INVALID_PARAMETER_VALUE.PATTERN",
        "22023",
        `The regular expression cannot be read (${message}).`,
      ),
  ],
  [
    /NULL_MAP_KEY|Map keys can not be NULL/,
    () => new SqlError("NULL_MAP_KEY", "2200E", "Cannot use null as map key."),
  ],
  [
    /MAP_LENGTHS/,
    () =>
      new SqlError(
        "MAP_KEY_VALUE_DIFF_SIZES",
        "22023",
        "The given arrays of keys and values of a map do not have the same length.",
      ),
  ],
  [
    /Map keys must be unique/,
    () =>
      new SqlError(
        "DUPLICATED_MAP_KEY",
        "23505",
        "Duplicate map key was found, please check the input data.",
      ),
  ],
  [
    /More than one row returned by a subquery used as an expression/,
    () =>
      new SqlError(
        "SCALAR_SUBQUERY_TOO_MANY_ROWS",
        "21000",
        "More than one row returned by a subquery used as an expression.",
      ),
  ],
  [
    /(GROUP|ORDER)(?: BY)? term out of range - should be between 1 and (\d+)/i,
    ([, clause = "", count = ""]) =>
      new SqlError(
        `${clause.toUpperCase()}_BY_POS_OUT_OF_RANGE`,
        "42805",
        `${clause.toUpperCase()} BY position is not in select list (valid range is [1, ${count}]).`,
      ),
  ],
  [/CAST_INVALID_INPUT (\w+) (.*?)' to /s, ([, type = "", value = ""]) => invalidCast(`'${value}'`, type)],
  [
    /Could not convert string '(.*?)' to (\S+)/s,
    ([, value = "", type = ""]) => invalidCast(`'${value}'`, type),
  ],
  [
    /invalid (date|timestamp) field format: "(.*?)"/s,
    ([, type = "", value = ""]) => invalidCast(`'${value}'`, type),
  ],
  [
    /timestamp field value out of range: "(.*?)"/s,
    ([, value = ""]) => invalidCast(`'${value}'`, "TIMESTAMP"),
  ],
  [/date field value out of range: "(.*?)"/s, ([, value = ""]) => invalidCast(`'${value}'`, "DATE")],
  [
    /Could not convert string "(.*?)" to (\S+)/s,
    ([, value = "", type = ""]) => invalidCast(`'${value}'`, type),
  ],
  [
    /Casting value "(.*?)" to type (\S+)/s,
    ([, value = "", type = ""]) => outOfRange(value, databricksName(type)),
  ],
  [
    /Date out of range|not in timestamp range|Could not convert.*(?:date|timestamp) range/,
    () => new SqlError("ARITHMETIC_OVERFLOW", "22003", "The date or time is out of range."),
  ],
  [/Conversion Error: (.*?)(?:\n|$)/, ([, why = ""]) => new SqlError("CAST_INVALID_INPUT", "22018", why)],
  [/Out of Range Error: (.*?)(?:\n|$)/, ([, why = ""]) => new SqlError("ARITHMETIC_OVERFLOW", "22003", why)],
  [
    /(\w+) clause cannot contain window functions/,
    ([, clause = ""]) =>
      new SqlError(
        "WINDOW_FUNCTION_NOT_ALLOWED_IN_CLAUSE",
        "42601",
        `It is not allowed to use window functions inside ${clause} clause.`,
      ),
  ],
  [
    /aggregate function calls cannot be nested/,
    () =>
      new SqlError(
        "NESTED_AGGREGATE_FUNCTION",
        "42607",
        "It is not allowed to use an aggregate function in the argument of another aggregate function. Please use the inner aggregate function in a sub-query.",
      ),
  ],
  [
    /GROUP BY clause cannot contain aggregates/,
    () => new SqlError("GROUP_BY_AGGREGATE", "42903", "Aggregate functions are not allowed in GROUP BY."),
  ],
  [
    /Subquery returns (\d+) columns - expected 1/,
    ([, count = ""]) =>
      new SqlError(
        "INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN",
        "42823",
        `Invalid subquery: Scalar subquery must return only one column, but got ${count}.`,
      ),
  ],
  [
    /column "?(.+?)"? must appear in the GROUP BY clause/,
    ([, name = ""]) =>
      new SqlError(
        "MISSING_AGGREGATION",
        "42803",
        `The non-aggregating expression "${name}" is based on columns which are not participating in the GROUP BY clause.`,
      ),
  ],
  [
    /(?:aggregate|Aggregate).* (?:cannot contain|are not supported|not allowed|is not supported)|WHERE clause cannot contain aggregates/,
    () =>
      new SqlError(
        "INVALID_WHERE_CONDITION",
        "42903",
        "Expressions in a WHERE clause must not contain aggregates.",
      ),
  ],
  [/INTERRUPT/i, () => new SqlError("OPERATION_CANCELED", "HY008", "The operation was canceled.")],
  ...TYPE_TRANSLATIONS,
];

/** A failure of DuckDB in Databricks' words; what has none yet is refused by name. */
export function errorOfDuckDb(error: unknown, statement = ""): unknown {
  if (error instanceof SqlError || !(error instanceof Error)) return error;
  const own = carriedError(error.message);
  if (own) return own;
  for (const [pattern, translate] of TRANSLATIONS) {
    const match = pattern.exec(error.message);
    if (!match) continue;
    const fault = translate(match);
    return fault.errorClass === "MISSING_AGGREGATION" && !/\bGROUP\s+BY\b/i.test(statement)
      ? missingGroupBy()
      : fault;
  }
  const [summary = ""] = error.message.split("\n");
  return unsupported(`this statement (${summary})`);
}

function invalidCast(value: string, duckDbType: string): SqlError {
  return new SqlError(
    "CAST_INVALID_INPUT",
    "22018",
    `The value ${value} of the type "STRING" cannot be cast to "${databricksName(duckDbType)}" because it is malformed. Correct the value as per the syntax, or change its target type. Use \`try_cast\` to tolerate malformed input and return NULL instead.`,
  );
}

function missingGroupBy(): SqlError {
  return new SqlError(
    "MISSING_GROUP_BY",
    "42803",
    "The query does not include a GROUP BY clause. Add GROUP BY or turn it into the window functions using OVER clauses.",
  );
}

function castOverflow(value: string, duckDbType: string): SqlError {
  return new SqlError(
    "CAST_OVERFLOW",
    "22003",
    `The value ${value} cannot be cast to "${databricksName(duckDbType)}" due to an overflow. Use \`try_cast\` to tolerate overflow and return NULL instead.`,
  );
}

function fieldNotFound(name: string): SqlError {
  return new SqlError("FIELD_NOT_FOUND", "42704", `No such struct field \`${name}\`.`);
}

function databricksName(duckDbType: string): string {
  const name = duckDbType.toUpperCase().replace(/[^A-Z0-9_(),].*$/, "");
  return (
    { INT8: "TINYINT", INT16: "SMALLINT", INT32: "INT", INTEGER: "INT", INT64: "BIGINT", BOOL: "BOOLEAN" }[
      name
    ] ?? name
  );
}

function names(candidates: string | undefined): string[] {
  return [...(candidates ?? "").matchAll(/"(.+?)"/g)].map(([, name = ""]) => name);
}
