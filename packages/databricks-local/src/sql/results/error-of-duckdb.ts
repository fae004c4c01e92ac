import { carriedError } from "../native/native-function";
import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { QUERY_ERRORS } from "./query-errors";
import { TYPE_TRANSLATIONS, type Translation } from "./type-errors";
import { VALUE_ERRORS } from "./value-errors";

/** DuckDB's message → Databricks' error class. DuckDB gives no codes, so that its texts are all there is to tell errors apart. */
const TRANSLATIONS: readonly (readonly [RegExp, Translation])[] = [
  ...QUERY_ERRORS,
  ...VALUE_ERRORS,
  [/USER_RAISED ([\s\S]*)/, ([, message = ""]) => new SqlError("USER_RAISED_EXCEPTION", "P0001", message)],
  [/TYPE_UNSUPPORTED ([^\n]*)/, ([, type = ""]) => unsupported(`typeof of a ${type}`)],
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

function missingGroupBy(): SqlError {
  return new SqlError(
    "MISSING_GROUP_BY",
    "42803",
    "The query does not include a GROUP BY clause. Add GROUP BY or turn it into the window functions using OVER clauses.",
  );
}
