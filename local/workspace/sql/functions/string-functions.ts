import { unsupported } from "../sql-faults";
import { textLiteral } from "../translate/literals";
import { literalText, macro, same, scalar, type Call, type FunctionTable } from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#string-and-binary-functions */
export const STRING_FUNCTIONS: FunctionTable = {
  char_length: same("length", 1),
  character_length: same("length", 1),
  // NULL if any part is NULL; DuckDB's concat would skip it. `||` joins arrays, too.
  concat: scalar(1, Infinity, (args) =>
    args.length === 1 ? `(${args.join("")})` : `(${args.join(" || ")})`,
  ),
  concat_ws: same("concat_ws", 1, Infinity),
  contains: same("contains", 2),
  endswith: same("ends_with", 2),
  format_number: macro("dbx_format_number", 2),
  initcap: scalar(
    1,
    1,
    ([s = ""]) =>
      `array_to_string(list_transform(string_split(lower(${s}), ' '), lambda w: upper(w[1:1]) || w[2:]), ' ')`,
  ),
  instr: scalar(2, 2, ([s = "", part = ""]) => `CAST(instr(${s}, ${part}) AS INTEGER)`),
  lcase: same("lower", 1),
  left: same("left", 2),
  len: same("length", 1),
  length: scalar(1, 1, ([s = ""]) => `CAST(length(${s}) AS INTEGER)`),
  lower: same("lower", 1),
  lpad: scalar(2, 3, ([s = "", n = "", pad = "' '"]) => `lpad(${s}, ${n}, ${pad})`),
  ltrim: same("ltrim", 1),
  md5: same("md5", 1),
  regexp_extract: scalar(
    2,
    3,
    ([s = "", pattern = "", group = "1"]) => `regexp_extract(${s}, ${pattern}, ${group})`,
  ),
  regexp_like: same("regexp_matches", 2),
  regexp_replace: scalar(3, 3, regexpReplace),
  repeat: same("repeat", 2),
  replace: scalar(2, 3, ([s = "", search = "", by = "''"]) => `replace(${s}, ${search}, ${by})`),
  reverse: same("reverse", 1),
  right: same("right", 2),
  rlike: same("regexp_matches", 2),
  rpad: scalar(2, 3, ([s = "", n = "", pad = "' '"]) => `rpad(${s}, ${n}, ${pad})`),
  rtrim: same("rtrim", 1),
  sha2: scalar(2, 2, ([s = ""], call) => {
    if (call.args[1] !== "256") throw unsupported("sha2 with another length than 256");
    return `sha256(${s})`;
  }),
  split: scalar(2, 2, ([s = "", pattern = ""]) => `string_split_regex(${s}, ${pattern})`),
  split_part: same("split_part", 3),
  startswith: same("starts_with", 2),
  string: scalar(1, 1, ([a = ""]) => `CAST(${a} AS VARCHAR)`),
  substr: macro("dbx_substring", 2, 3),
  substring: macro("dbx_substring", 2, 3),
  translate: same("translate", 3),
  trim: same("trim", 1),
  ucase: same("upper", 1),
  upper: same("upper", 1),
};

/** All matches are replaced; `$1` in the replacement is DuckDB's `\1`. */
function regexpReplace([s = "", pattern = ""]: readonly string[], call: Call): string {
  const replacement = literalText(call.nodes[2]);
  if (replacement === undefined) throw unsupported("regexp_replace with a replacement that is no literal");
  return `regexp_replace(${s}, ${pattern}, ${textLiteral(replacement.replace(/\$(\d)/g, "\\$1"))}, 'g')`;
}
