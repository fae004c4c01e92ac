import { literalText } from "../syntax/literal-values";
import { castTo } from "../translate/cast";
import { typed, type Typed } from "../translate/typed";
import { isSimple } from "../types/coercion";
import { duckdbText, simpleType } from "../types/sql-type";
import {
  arrayOf,
  type FunctionSpec,
  type FunctionTable,
  macro,
  same,
  scalar,
  typeOfArgument,
} from "./function-spec";
import { may, takes, takesAny, takesExactly } from "./takes";
import { plainPattern } from "./plain-pattern";
import { bytesOrTexts, eltTakes, joinable, joinTakes } from "./text-arguments";

const TEXT_OR_BYTES = ["string", "binary"] as const;

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#string-and-binary-functions */
export const STRING_FUNCTIONS: FunctionTable = {
  ascii: scalar(takes("string"), ([s = ""]) => `CAST(ascii(${s}) AS INTEGER)`, "int"),
  bit_length: size((s) => `CAST(8 * strlen(${s}) AS INTEGER)`, 8),
  btrim: trimming("trim", (s, characters) => [s, characters]),
  char: character(),
  char_length: size((s) => `CAST(length(${s}) AS INTEGER)`),
  character_length: size((s) => `CAST(length(${s}) AS INTEGER)`),
  charindex: locating(),
  chr: character(),
  // NULL if any part is NULL; DuckDB's concat would skip it. `||` joins arrays, too.
  concat: scalar(
    joinable(),
    (args) => (args.length === 0 ? "''" : `(${args.join(" || ")})`),
    ({ types }) => (types.length === 0 ? simpleType("string") : types[0]),
  ),
  concat_ws: scalar(joinTakes(), concatWithSeparator, "string"),
  contains: part("contains", (s, sought) => `dbx_binary_contains(${s}, ${sought})`),
  elt: scalar(
    eltTakes(),
    ([n = "", ...texts], { types: [, type] }) => {
      const list = `[${texts.join(", ")}]`;
      const fails = `CAST(dbx_no_element(${n}, ${texts.length}) AS ${isSimple(type, "binary") ? "BLOB" : "VARCHAR"})`;
      return `CASE WHEN ${n} BETWEEN 1 AND ${texts.length} THEN ${list}[${n}] ELSE ${fails} END`;
    },
    typeOfArgument(1),
  ),
  endswith: part("ends_with", (s, sought) => `ends_with(hex(${s}), hex(${sought}))`),
  find_in_set: same("dbx_find_in_set", takes("string", "string"), "int"),
  initcap: same("dbx_initcap", takes("string"), "string"),
  insert: scalar(
    takes("string", "int", "int", "string"),
    ([s = "", at = "", n = "", by = ""]) => `memory.main.dbx_overlay(${s}, ${by}, ${at}, ${n})`,
    "string",
  ),
  instr: scalar(takes("string", "string"), ([s = "", sought = ""]) => located(sought, s), "int"),
  lcase: macro("dbx_lower", takes("string"), "string"),
  left: scalar(
    takes(TEXT_OR_BYTES, "int"),
    ([s = "", n = ""], { types: [type] }) =>
      isSimple(type, "binary")
        ? `dbx_binary_substring(${s}, 1, ${n})`
        : `left(${s}, greatest(${n}, CASE WHEN ${n} IS NOT NULL THEN 0 END))`,
    typeOfArgument(0),
  ),
  len: size((s) => `CAST(length(${s}) AS INTEGER)`),
  length: size((s) => `CAST(length(${s}) AS INTEGER)`),
  levenshtein: scalar(
    takes("string", "string", may("int")),
    ([a = "", b = "", limit = "2147483647"]) => `dbx_levenshtein(${a}, ${b}, ${limit})`,
    "int",
  ),
  locate: locating(),
  lower: macro("dbx_lower", takes("string"), "string"),
  lpad: padding("lpad"),
  ltrim: trimming("ltrim", (characters, s) => [s, characters]),
  luhn_check: same("dbx_luhn_check", takes("string"), "boolean"),
  octet_length: size((s) => `CAST(strlen(${s}) AS INTEGER)`),
  overlay: scalar(
    takes(TEXT_OR_BYTES, TEXT_OR_BYTES, "int", may("int")),
    ([s = "", by = "", at = "", n = "-1"], { types: [type] }) =>
      isSimple(type, "binary")
        ? overlaidBytes(s, by, at, n)
        : `memory.main.dbx_overlay(${s}, ${by}, ${at}, ${n})`,
    typeOfArgument(0),
  ),
  position: locating(),
  quote: same("dbx_quote", takes("string"), "string"),
  repeat: macro("dbx_repeat", takes("string", "int"), "string"),
  replace: scalar(
    takes("string", "string", may("string")),
    ([s = "", search = "", by = "''"]) => `replace(${s}, ${search}, ${by})`,
    "string",
  ),
  reverse: scalar(takes(["string", "binary", "array"]), reversed, typeOfArgument(0)),
  right: macro("dbx_right", takes("string", "int"), "string"),
  rpad: padding("rpad"),
  rtrim: trimming("rtrim", (characters, s) => [s, characters]),
  soundex: same("dbx_soundex", takesExactly("string"), "string"),
  space: scalar(takes("int"), ([n = ""]) => `memory.main.dbx_repeat(' ', ${n})`, "string"),
  split: scalar(takes("string", "string", may("int")), split, arrayOf("string")),
  split_part: same("dbx_split_part", takes("string", "string", "int"), "string"),
  startswith: part("starts_with", (s, sought) => `starts_with(hex(${s}), hex(${sought}))`),
  string: scalar(
    takesAny(1),
    ([a = ""], { types }) => castTo(typed(a, types[0]), simpleType("string")).text,
    "string",
  ),
  substr: substring(),
  substring: substring(),
  substring_index: same("dbx_substring_index", takes("string", "string", "int"), "string"),
  translate: same("dbx_translate", takes("string", "string", "string"), "string"),
  trim: trimming("trim", (characters, s) => [s, characters]),
  ucase: macro("dbx_upper", takes("string"), "string"),
  upper: macro("dbx_upper", takes("string"), "string"),
};

/** Of texts `ofText`, of bytes their number times `bits`. */
function size(ofText: (s: string) => string, bits = 1): FunctionSpec {
  return scalar(
    takes(TEXT_OR_BYTES),
    ([s = ""], { types: [type] }) =>
      isSimple(type, "binary") ? `CAST(${bits} * octet_length(${s}) AS INTEGER)` : ofText(s),
    "int",
  );
}

/** Of the number's last eight bits. */
function character(): FunctionSpec {
  return scalar(
    takes("bigint"),
    ([n = ""]) => `CASE WHEN ${n} < 0 THEN '' ELSE dbx_char(CAST(${n} & 255 AS INTEGER)) END`,
    "string",
  );
}

/** The characters come behind the text or before it. */
function trimming(duckDbName: string, order: (a: string, b: string) => [string, string]): FunctionSpec {
  return scalar(
    takes("string", may("string")),
    ([a = "", b]) => {
      const [text, characters] = b === undefined ? [a, "' '"] : order(a, b);
      return `memory.main.dbx_${duckDbName}(${text}, ${characters})`;
    },
    "string",
  );
}

/** Texts, or two of bytes. */
function part(ofTexts: string, ofBytes: (s: string, sought: string) => string): FunctionSpec {
  return scalar(
    bytesOrTexts(2, 2, [0, 1]),
    ([s = "", sought = ""], { types: [type] }) =>
      isSimple(type, "binary") ? ofBytes(s, sought) : `${ofTexts}(${s}, ${sought})`,
    "boolean",
  );
}

/** Arrays add their elements; NULLs are left out. */
function concatWithSeparator(
  [separator = "", ...parts]: readonly string[],
  { types }: { types: readonly Typed["type"][] },
): string {
  if (parts.length === 0) return `CASE WHEN ${separator} IS NOT NULL THEN '' END`;
  if (!types.some((type) => type?.kind === "array")) return `concat_ws(${separator}, ${parts.join(", ")})`;
  const lists = parts.map((text, index) =>
    types[index + 1]?.kind === "array" ? `coalesce(${text}, [])` : `[${text}]`,
  );
  return `dbx_join(${separator}, CAST(${lists.join(" || ")} AS VARCHAR[]))`;
}

/** `locate(part, text, from)`: the first position from 1, or 0. */
function locating(): FunctionSpec {
  return scalar(
    takes("string", "string", may("int")),
    ([sought = "", text = "", from]) =>
      from === undefined ? located(sought, text) : `memory.main.dbx_locate(${sought}, ${text}, ${from})`,
    "int",
  );
}

function located(sought: string, text: string): string {
  return `CAST(CASE WHEN ${sought} = '' AND ${text} IS NOT NULL THEN 1 ELSE instr(${text}, ${sought}) END AS INTEGER)`;
}

function padding(name: "lpad" | "rpad"): FunctionSpec {
  return scalar(
    bytesOrTexts(2, 3, [0, 2]),
    ([s = "", n = "", pad], { types: [type] }) =>
      isSimple(type, "binary")
        ? `dbx_binary_pad(${s}, ${n}, ${pad ?? "from_hex('00')"}, ${String(name === "lpad")})`
        : `memory.main.dbx_${name}(${s}, ${n}, ${pad ?? "' '"})`,
    typeOfArgument(0),
  );
}

function overlaidBytes(s: string, by: string, at: string, n: string): string {
  const count = `CASE WHEN ${n} < 0 THEN octet_length(${by}) ELSE ${n} END`;
  return `(dbx_binary_substring(${s}, 1, CAST(${at} - 1 AS INTEGER)) || ${by} || dbx_binary_substring(${s}, CAST(${at} + ${count} AS INTEGER), 2147483647))`;
}

function reversed(
  [a = ""]: readonly string[],
  { types: [type] }: { types: readonly Typed["type"][] },
): string {
  if (type?.kind === "array") return `list_reverse(${a})`;
  return isSimple(type, "binary") ? `dbx_binary_reverse(${a})` : `memory.main.dbx_reverse(${a})`;
}

function split(
  [text = "", pattern = "", limit]: readonly string[],
  { nodes }: Parameters<FunctionSpec["print"]>[0],
): string {
  const literal = literalText(nodes[1]);
  if (limit !== undefined || literal === undefined || literal === "")
    return `dbx_split(${text}, ${pattern}, ${limit ?? "-1"})`;
  if (/^[\w ,;:/=-]+$/.test(literal)) return `string_split(${text}, ${pattern})`;
  const plain = plainPattern(literal, false);
  return plain === undefined
    ? `dbx_split(${text}, ${pattern}, -1)`
    : `string_split_regex(${text}, ${duckdbText(plain)})`;
}

function substring(): FunctionSpec {
  return scalar(
    takes(TEXT_OR_BYTES, "int", may("int")),
    ([s = "", start = "", n = "2147483647"], { types: [type] }) =>
      isSimple(type, "binary")
        ? `dbx_binary_substring(${s}, ${start}, ${n})`
        : `memory.main.dbx_substring(${s}, ${start}, ${n})`,
    typeOfArgument(0),
  );
}
