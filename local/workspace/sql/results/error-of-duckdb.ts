import { SqlError } from "../sql-engine";
import { tableNotFound, unresolvedColumn, unsupported } from "../sql-faults";

type Translation = (match: RegExpExecArray) => SqlError;

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
  [
    /DIVIDE_BY_ZERO/,
    () =>
      new SqlError(
        "DIVIDE_BY_ZERO",
        "22012",
        "Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead.",
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
  [/Casting value "(.*?)" to type (\S+)/s, ([, value = "", type = ""]) => outOfRange(value, type)],
  [/Conversion Error: (.*?)(?:\n|$)/, ([, why = ""]) => new SqlError("CAST_INVALID_INPUT", "22018", why)],
  [/Out of Range Error: (.*?)(?:\n|$)/, ([, why = ""]) => new SqlError("ARITHMETIC_OVERFLOW", "22003", why)],
  [
    /column "(.+?)" must appear in the GROUP BY clause/,
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
  [
    /No function matches the given name and argument types '(.*?)'|Cannot compare values of type (.*?)\n|Cannot mix values of type (.*?)\n/s,
    ([, call, compared, mixed]) =>
      new SqlError(
        "DATATYPE_MISMATCH",
        "42K09",
        `The operands' data types do not fit together: ${call ?? compared ?? mixed ?? ""}.`,
      ),
  ],
];

/** A failure of DuckDB in Databricks' words; what has none yet is refused by name. */
export function errorOfDuckDb(error: unknown): unknown {
  if (error instanceof SqlError || !(error instanceof Error)) return error;
  for (const [pattern, translate] of TRANSLATIONS) {
    const match = pattern.exec(error.message);
    if (match) return translate(match);
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

function outOfRange(value: string, duckDbType: string): SqlError {
  return new SqlError(
    "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION",
    "22003",
    `The value ${value} cannot be represented as ${databricksName(duckDbType)}.`,
  );
}

function fieldNotFound(name: string): SqlError {
  return new SqlError("FIELD_NOT_FOUND", "42704", `No such struct field \`${name}\`.`);
}

function databricksName(duckDbType: string): string {
  const name = duckDbType.toUpperCase().replace(/[^A-Z0-9_(),].*$/, "");
  return { INT32: "INT", INTEGER: "INT", INT64: "BIGINT", BOOL: "BOOLEAN" }[name] ?? name;
}

function names(candidates: string | undefined): string[] {
  return [...(candidates ?? "").matchAll(/"(.+?)"/g)].map(([, name = ""]) => name);
}
