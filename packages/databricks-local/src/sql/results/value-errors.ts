import { SqlError } from "../sql-engine";
import { divideByZero, outOfRange, remainderByZero } from "../sql-faults";
import type { Translation } from "./type-errors";

/** Values that do not fit: casts, overflows, divisions, indices. */
export const VALUE_ERRORS: readonly (readonly [RegExp, Translation])[] = [
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
    /INVALID_ARRAY_INDEX (-?\d+) (\d+)/,
    ([, index = "", size = ""]) =>
      new SqlError(
        "INVALID_ARRAY_INDEX",
        "22003",
        `The index ${index} is out of bounds. The array has ${size} elements. Use the SQL function \`get()\` to tolerate accessing element at invalid index and return NULL instead.`,
      ),
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
  [
    /CANNOT_PARSE_TIMESTAMP/,
    () =>
      new SqlError(
        "CANNOT_PARSE_TIMESTAMP",
        "22007",
        "The text does not fit the pattern. Use `try_to_timestamp` to tolerate invalid input string and return NULL instead.",
      ),
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
];

function invalidCast(value: string, duckDbType: string): SqlError {
  return new SqlError(
    "CAST_INVALID_INPUT",
    "22018",
    `The value ${value} of the type "STRING" cannot be cast to "${databricksName(duckDbType)}" because it is malformed. Correct the value as per the syntax, or change its target type. Use \`try_cast\` to tolerate malformed input and return NULL instead.`,
  );
}

function castOverflow(value: string, duckDbType: string): SqlError {
  return new SqlError(
    "CAST_OVERFLOW",
    "22003",
    `The value ${value} cannot be cast to "${databricksName(duckDbType)}" due to an overflow. Use \`try_cast\` to tolerate overflow and return NULL instead.`,
  );
}

function databricksName(duckDbType: string): string {
  const name = duckDbType.toUpperCase().replace(/[^A-Z0-9_(),].*$/, "");
  return (
    { INT8: "TINYINT", INT16: "SMALLINT", INT32: "INT", INTEGER: "INT", INT64: "BIGINT", BOOL: "BOOLEAN" }[
      name
    ] ?? name
  );
}
