import { unsupported } from "../sql-faults";
import { duckdbText } from "../types/sql-type";
import { arrayOf, type FunctionCall, type FunctionTable, literalText, textual } from "./function-spec";

/** Regular expressions. DuckDB's know no look-around and no back-references in the pattern; it refuses them. */
export const REGEXP_FUNCTIONS: FunctionTable = {
  regexp_count: textual(
    2,
    2,
    ([s = "", pattern = ""]) => `CAST(len(regexp_extract_all(${s}, ${pattern})) AS INTEGER)`,
    "int",
  ),
  regexp_extract: textual(
    2,
    3,
    ([s = "", pattern = "", group = "1"]) => `regexp_extract(${s}, ${pattern}, ${group})`,
  ),
  regexp_extract_all: textual(
    2,
    3,
    ([s = "", pattern = "", group = "1"]) => `regexp_extract_all(${s}, ${pattern}, ${group})`,
    arrayOf("string"),
  ),
  regexp_instr: textual(
    2,
    2,
    ([s = "", pattern = ""]) =>
      `CAST(CASE WHEN regexp_matches(${s}, ${pattern}) THEN instr(${s}, regexp_extract(${s}, ${pattern})) ELSE 0 END AS INTEGER)`,
    "int",
  ),
  regexp_like: textual(2, 2, ([s = "", pattern = ""]) => `regexp_matches(${s}, ${pattern})`, "boolean"),
  regexp_replace: textual(3, 3, regexpReplace),
  regexp_substr: textual(
    2,
    2,
    ([s = "", pattern = ""]) =>
      `CASE WHEN regexp_matches(${s}, ${pattern}) THEN regexp_extract(${s}, ${pattern}) END`,
  ),
  rlike: textual(2, 2, ([s = "", pattern = ""]) => `regexp_matches(${s}, ${pattern})`, "boolean"),
};

/** All matches are replaced; `$1` in the replacement is DuckDB's `\1`. */
function regexpReplace([s = "", pattern = ""]: readonly string[], call: FunctionCall): string {
  const replacement = literalText(call.nodes[2]);
  if (replacement === undefined) throw unsupported("regexp_replace with a replacement that is no literal");
  return `regexp_replace(${s}, ${pattern}, ${duckdbText(replacement.replace(/\$(\d)/g, "\\$1"))}, 'g')`;
}
