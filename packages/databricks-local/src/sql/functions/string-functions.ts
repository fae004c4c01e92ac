import { unsupported } from "../sql-faults";
import { castTo } from "../translate/cast";
import { typed } from "../translate/typed";
import { isSimple } from "../types/coercion";
import { simpleType, type SqlType, duckdbText } from "../types/sql-type";
import {
  type FunctionCall,
  commonArgumentType,
  type FunctionSpec,
  type FunctionTable,
  literalText,
  macro,
  may,
  scalar,
  takes,
  textual,
} from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#string-and-binary-functions */
export const STRING_FUNCTIONS: FunctionTable = {
  ascii: textual(1, 1, ([s = ""]) => `CAST(ascii(${s}) AS INTEGER)`, "int"),
  bit_length: textual(1, 1, ([s = ""]) => `CAST(8 * strlen(${s}) AS INTEGER)`, "int"),
  btrim: plain("trim", 1, 2),
  char: scalar(1, 1, ([n = ""]) => `chr(CAST(${n} AS INTEGER))`, "string"),
  char_length: length(),
  character_length: length(),
  charindex: textual(2, 3, locate, "int", 2),
  chr: scalar(1, 1, ([n = ""]) => `chr(CAST(${n} AS INTEGER))`, "string"),
  // NULL if any part is NULL; DuckDB's concat would skip it. `||` joins arrays, too.
  concat: scalar(
    1,
    Infinity,
    (args) => (args.length === 1 ? `(${args.join("")})` : `(${args.join(" || ")})`),
    concatType,
  ),
  concat_ws: textual(1, Infinity, concatWithSeparator),
  contains: textual(2, 2, ([s = "", part = ""]) => `contains(${s}, ${part})`, "boolean", 2),
  elt: scalar(
    2,
    Infinity,
    ([n = "", ...texts]) => `[${texts.join(", ")}][CAST(${n} AS INTEGER)]`,
    ({ types }) => types[1],
  ),
  encode: textual(2, 2, ([s = ""]) => `encode(${s})`, "binary"),
  endswith: textual(2, 2, ([s = "", part = ""]) => `ends_with(${s}, ${part})`, "boolean", 2),
  find_in_set: textual(
    2,
    2,
    ([s = "", list = ""]) => `coalesce(CAST(list_position(string_split(${list}, ','), ${s}) AS INTEGER), 0)`,
    "int",
  ),
  format_number: scalar(2, 2, formatNumber, "string"),
  initcap: textual(1, 1, ([s = ""]) => `dbx_initcap(${s})`),
  insert: textual(4, 4, ([s = "", at = "", n = "", by = ""]) => overlaid(s, by, at, n)),
  instr: textual(2, 2, ([s = "", part = ""]) => `CAST(instr(${s}, ${part}) AS INTEGER)`, "int", 2),
  lcase: plain("lower"),
  left: textual(2, 2, ([s = "", n = ""]) => `left(${s}, greatest(CAST(${n} AS INTEGER), 0))`),
  len: length(),
  length: length(),
  levenshtein: textual(2, 2, ([a = "", b = ""]) => `CAST(levenshtein(${a}, ${b}) AS INTEGER)`, "int", 2),
  locate: textual(2, 3, locate, "int", 2),
  lower: plain("lower"),
  lpad: textual(2, 3, ([s = "", n = "", pad = "' '"]) => `lpad(${s}, CAST(${n} AS INTEGER), ${pad})`),
  ltrim: plain("ltrim", 1, 2),
  octet_length: textual(1, 1, ([s = ""]) => `CAST(strlen(${s}) AS INTEGER)`, "int"),
  overlay: textual(3, 4, ([s = "", by = "", at = "", n]) => overlaid(s, by, at, n ?? `length(${by})`)),
  position: textual(2, 3, locate, "int", 2),
  printf: scalar(1, Infinity, formatted, "string"),
  format_string: scalar(1, Infinity, formatted, "string"),
  repeat: textual(2, 2, ([s = "", n = ""]) => `repeat(${s}, CAST(${n} AS INTEGER))`),
  replace: textual(2, 3, ([s = "", search = "", by = "''"]) => `replace(${s}, ${search}, ${by})`),
  reverse: scalar(
    1,
    1,
    ([a = ""], { types: [type] }) => `${type?.kind === "array" ? "list_reverse" : "reverse"}(${a})`,
    ({ types }) => types[0],
  ),
  right: textual(2, 2, ([s = "", n = ""]) => `right(${s}, greatest(CAST(${n} AS INTEGER), 0))`),
  rpad: textual(2, 3, ([s = "", n = "", pad = "' '"]) => `rpad(${s}, CAST(${n} AS INTEGER), ${pad})`),
  rtrim: plain("rtrim", 1, 2),
  space: scalar(1, 1, ([n = ""]) => `repeat(' ', CAST(${n} AS INTEGER))`, "string"),
  split: textual(2, 3, split, () => ({ kind: "array", element: simpleType("string") })),
  split_part: textual(3, 3, ([s = "", by = "", n = ""]) => `split_part(${s}, ${by}, CAST(${n} AS INTEGER))`),
  startswith: textual(2, 2, ([s = "", part = ""]) => `starts_with(${s}, ${part})`, "boolean", 2),
  string: scalar(
    1,
    1,
    ([a = ""], { types }) => castTo(typed(a, types[0]), simpleType("string"), false).text,
    "string",
  ),
  substr: macro("dbx_substring", takes("string", "int", may("int")), "string"),
  substring: macro("dbx_substring", takes("string", "int", may("int")), "string"),
  substring_index: textual(
    3,
    3,
    ([s = "", by = "", n = ""]) => `dbx_substring_index(${s}, ${by}, CAST(${n} AS INTEGER))`,
  ),
  to_char: scalar(2, 2, textOfNumber, "string"),
  to_number: scalar(2, 2, numberOfText("CAST").print, numberOfText("CAST").type),
  to_varchar: scalar(2, 2, textOfNumber, "string"),
  translate: textual(3, 3, ([s = "", from = "", to = ""]) => `translate(${s}, ${from}, ${to})`),
  trim: plain("trim", 1, 2),
  try_to_number: scalar(2, 2, numberOfText("TRY_CAST").print, numberOfText("TRY_CAST").type),
  ucase: plain("upper"),
  upper: plain("upper"),
};

/** DuckDB has it under this name, with the same meaning. */
function plain(duckDbName: string, minArgs = 1, maxArgs = minArgs): FunctionSpec {
  return textual(minArgs, maxArgs, (args) => `${duckDbName}(${args.join(", ")})`, "string");
}

function length(): FunctionSpec {
  return textual(
    1,
    1,
    ([s = ""], { types: [type] }) =>
      `CAST(${isSimple(type, "binary") ? "octet_length" : "length"}(${s}) AS INTEGER)`,
    "int",
  );
}

function concatType(call: FunctionCall): SqlType | undefined {
  return call.types.some((type) => type?.kind === "array") ? commonArgumentType(call) : simpleType("string");
}

/** Arrays add their elements; NULLs are left out. */
function concatWithSeparator([separator = "", ...parts]: readonly string[], { types }: FunctionCall): string {
  if (parts.length === 0) return "''";
  const texts = parts.map((part, index) =>
    types[index + 1]?.kind === "array"
      ? `array_to_string(${part}, ${separator})`
      : `CAST(${part} AS VARCHAR)`,
  );
  return `concat_ws(${separator}, ${texts.join(", ")})`;
}

/** `locate(part, text, from)`: the first position from 1, or 0. */
function locate([part = "", text = "", from]: readonly string[]): string {
  if (from === undefined) return `CAST(instr(${text}, ${part}) AS INTEGER)`;
  const found = `instr(substring(${text}, CAST(${from} AS INTEGER)), ${part})`;
  return `CAST(CASE WHEN ${found} = 0 THEN 0 ELSE ${found} + ${from} - 1 END AS INTEGER)`;
}

function overlaid(text: string, by: string, at: string, count: string): string {
  return `(left(${text}, CAST(${at} - 1 AS INTEGER)) || ${by} || substring(${text}, CAST(${at} + ${count} AS INTEGER)))`;
}

function split([text = "", pattern = "", limit]: readonly string[]): string {
  if (limit === undefined) return `string_split_regex(${text}, ${pattern})`;
  return `CAST(from_json(dbx_split(${text}, ${pattern}, CAST(${limit} AS INTEGER)), '["VARCHAR"]') AS VARCHAR[])`;
}

/** A number of decimal places, or a pattern such as `#,###.##`. */
function formatNumber([value = "", digits = ""]: readonly string[], call: FunctionCall): string {
  const pattern = literalText(call.nodes[1]);
  if (pattern === undefined) return `memory.main.dbx_format_number(${value}, ${digits})`;
  const [, fraction = ""] = pattern.split(".");
  const grouped = pattern.includes(",") ? "," : "";
  const text = `format(${duckdbText(`{:${grouped}.${fraction.length}f}`)}, CAST(round(${value}, ${fraction.length}) AS DOUBLE))`;
  const optional = /#+$/.exec(fraction)?.[0].length ?? 0;
  if (optional === 0) return text;
  return `regexp_replace(${text}, ${duckdbText(optional === fraction.length ? "\\.?0+$" : `0{1,${optional}}$`)}, '')`;
}

function formatted([pattern = "", ...values]: readonly string[]): string {
  const list = values.map((value) => `CAST(${value} AS VARCHAR)`).join(", ");
  return `dbx_format_string(${pattern}, CAST(to_json(CAST([${list}] AS VARCHAR[])) AS VARCHAR))`;
}

/** The digits before and behind the point in a number's format; other formats than digits, groups and `$` are refused. */
function digitsOf(call: FunctionCall): { whole: number; fraction: number; isGrouped: boolean } {
  const format = literalText(call.nodes[1]) ?? "";
  if (!/^\$?[09,]+([.D][09]*)?$/i.test(format)) throw unsupported(`the number format "${format}"`);
  const [whole = "", fraction = ""] = format.split(/[.D]/i);
  return {
    whole: whole.replace(/[^09]/g, "").length,
    fraction: fraction.length,
    isGrouped: format.includes(","),
  };
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/to_number */
function numberOfText(cast: "CAST" | "TRY_CAST") {
  return {
    print: ([text = ""]: readonly string[], call: FunctionCall): string => {
      const { whole, fraction } = digitsOf(call);
      return `${cast}(regexp_replace(${text}, '[$,]', '', 'g') AS DECIMAL(${whole + fraction}, ${fraction}))`;
    },
    type: (call: FunctionCall): SqlType => {
      const { whole, fraction } = digitsOf(call);
      return { kind: "decimal", precision: whole + fraction, scale: fraction };
    },
  };
}

/** A date in a datetime pattern, or a number in a format of digits. */
function textOfNumber([value = "", pattern = ""]: readonly string[], call: FunctionCall): string {
  if (isSimple(call.types[0], "date", "timestamp"))
    return `dbx_format_datetime(epoch_us(CAST(${value} AS TIMESTAMP)), ${pattern})`;

  const { fraction, isGrouped } = digitsOf(call);
  return `format('{:${isGrouped ? "," : ""}.${fraction}f}', CAST(${value} AS DOUBLE))`;
}

/** Hashes, Base64 and URLs. */
export const ENCODING_FUNCTIONS: FunctionTable = {
  base64: scalar(1, 1, ([a = ""]) => `to_base64(CAST(${a} AS BLOB))`, "string"),
  crc32: textual(1, 1, ([s = ""]) => `dbx_crc32(${s})`, "bigint"),
  md5: textual(1, 1, ([s = ""]) => `md5(${s})`),
  parse_url: textual(2, 3, ([url = "", part = "", key = "''"]) => `dbx_parse_url(${url}, ${part}, ${key})`),
  sha: textual(1, 1, ([s = ""]) => `sha1(${s})`),
  sha1: textual(1, 1, ([s = ""]) => `sha1(${s})`),
  sha2: textual(2, 2, ([s = "", bits = ""]) => `dbx_sha2(${s}, CAST(${bits} AS INTEGER))`),
  unbase64: textual(1, 1, ([s = ""]) => `from_base64(${s})`, "binary"),
  unhex: textual(1, 1, ([s = ""]) => `from_hex(${s})`, "binary"),
  url_decode: textual(1, 1, ([s = ""]) => `dbx_url_decode(${s})`),
  url_encode: textual(1, 1, ([s = ""]) => `dbx_url_encode(${s})`),
};
