import { unsupported } from "../sql-faults";
import { castTo } from "../translate/cast";
import { lambda, LAMBDA_VALUE, typed } from "../translate/typed";
import { isDayTime, isSimple } from "../types/coercion";
import { duckdbText, identifier, simpleType, type SqlType } from "../types/sql-type";
import { typeMismatch } from "../types/type-faults";
import { constantText } from "./constant-arguments";
import { type FunctionCall, type FunctionSpec, type FunctionTable, same, scalar } from "./function-spec";
import { may, takes, takesAny, takesExactly } from "./takes";

/** Hashes, Base64, character sets and URLs. */
export const ENCODING_FUNCTIONS: FunctionTable = {
  base64: scalar(takes("binary"), ([a = ""]) => `to_base64(${a})`, "string"),
  crc32: same("dbx_crc32", takes("binary"), "bigint"),
  encode: same("dbx_encode", takes("string", "string"), "binary"),
  hash: hash("dbx_hash", "int"),
  is_valid_utf8: utf8(
    (bytes) => `dbx_is_utf8(${bytes})`,
    (text) => `CASE WHEN ${text} IS NOT NULL THEN TRUE END`,
    "boolean",
  ),
  make_valid_utf8: utf8(
    (bytes) => `dbx_binary_text(${bytes})`,
    (text) => text,
    "string",
  ),
  md5: scalar(takes("binary"), ([a = ""]) => `md5(${a})`, "string"),
  parse_url: url("dbx_parse_url"),
  sha: scalar(takes("binary"), ([a = ""]) => `sha1(${a})`, "string"),
  sha1: scalar(takes("binary"), ([a = ""]) => `sha1(${a})`, "string"),
  sha2: same("dbx_sha2", takes("binary", "int"), "string"),
  to_binary: toBinary("dbx_to_binary"),
  try_parse_url: url("dbx_try_parse_url"),
  try_to_binary: toBinary("dbx_try_to_binary"),
  try_url_decode: same("dbx_try_url_decode", takes("string"), "string"),
  try_validate_utf8: utf8(
    (bytes) => `CASE WHEN dbx_is_utf8(${bytes}) THEN dbx_binary_text(${bytes}) END`,
    (text) => text,
    "string",
  ),
  unbase64: same("dbx_unbase64", takes("string"), "binary"),
  unhex: same("dbx_unhex", takes("string"), "binary"),
  url_decode: same("dbx_url_decode", takes("string"), "string"),
  url_encode: same("dbx_url_encode", takes("string"), "string"),
  validate_utf8: utf8(
    (bytes) => `dbx_validate_utf8(${bytes})`,
    (text) => text,
    "string",
  ),
  xxhash64: hash("dbx_xxhash64", "bigint"),
};

/** Only bytes can be no UTF-8: a text of DuckDB always is. */
function utf8(
  ofBytes: (bytes: string) => string,
  ofText: (text: string) => string,
  type: "boolean" | "string",
): FunctionSpec {
  return scalar(
    takes(["string", "binary"]),
    ([a = ""], { types: [given] }) => (isSimple(given, "binary") ? ofBytes(a) : ofText(a)),
    type,
  );
}

function url(native: string): FunctionSpec {
  return scalar(
    takesExactly("string", "string", may("string")),
    (args) => `${native}${args.length > 2 ? "_key" : ""}(${args.join(", ")})`,
    "string",
  );
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/to_binary */
function toBinary(native: string): FunctionSpec {
  return scalar(
    takes("string", may("any")),
    ([text = ""], call) => {
      const isText = call.types[1] === undefined || isSimple(call.types[1], "string", "void");
      const format = call.nodes[1] === undefined ? "hex" : isText ? constantText(call, 1) : "";
      if (format === null) return "CAST(NULL AS BLOB)";
      if (/^(?:hex|base64|utf-?8)$/i.test(format)) return `${native}(${text}, ${duckdbText(format)})`;
      if (isText && call.name.startsWith("try")) return "CAST(NULL AS BLOB)";
      throw typeMismatch(
        "INVALID_ARG_VALUE",
        "The fmt value must to be a case-insensitive \"STRING\" literal of 'hex', 'utf-8', 'utf8', or 'base64'.",
      );
    },
    "binary",
  );
}

/** A value with its letter, as the native function takes it. */
interface Part {
  readonly text: string;
  readonly letter: string;
}

function hash(native: string, type: "bigint" | "int"): FunctionSpec {
  return scalar(
    takesAny(1, Infinity),
    (args, call) => {
      const parts = args.flatMap((arg, index) => partsOf(arg, call.types[index], call));
      const texts = parts.map(({ text }) => text).join(", ");
      return `${native}(CAST([${texts}] AS VARCHAR[]), ${duckdbText(parts.map(({ letter }) => letter).join(" "))})`;
    },
    type,
  );
}

const LETTERS: Readonly<Record<string, string>> = {
  bigint: "l",
  double: "d",
  float: "f",
  int: "i",
  smallint: "i",
  string: "s",
  tinyint: "i",
  void: "s",
};

/** A struct's fields one after the other; NULL changes no hash. */
function partsOf(text: string, type: SqlType | undefined, call: FunctionCall): Part[] {
  const part = (letter: string, written: string): Part[] => [{ letter, text: written }];
  if (!type) throw unsupported(`${call.name} of a value whose type is not known`);
  switch (type.kind) {
    case "decimal": {
      const digits = `replace(${castTo(typed(text, type), simpleType("string")).text}, '.', '')`;
      return part(type.precision <= 18 ? "l" : "D", digits);
    }
    case "interval":
      return isDayTime(type)
        ? part("l", `CAST(memory.main.dbx_micros(${text}) AS VARCHAR)`)
        : part("i", `CAST(memory.main.dbx_months(${text}) AS VARCHAR)`);
    case "struct":
      return type.fields.flatMap((field) => partsOf(`(${text}).${identifier(field.name)}`, field.type, call));
    case "array": {
      const inner = partsOf(LAMBDA_VALUE, type.element, call);
      const [only] = inner;
      if (inner.length !== 1 || !only) throw unsupported(`${call.name} of an array of structs`);
      return part(
        `a${only.letter}`,
        `CAST(to_json(list_transform(${text}, ${lambda(only.text)})) AS VARCHAR)`,
      );
    }
    case "map":
      throw typeMismatch(
        "HASH_MAP_TYPE",
        `Input to the function \`${call.name}\` cannot contain elements of the "MAP" type.`,
      );
    case "simple":
      if (isSimple(type, "boolean")) return part("i", `CAST(CAST(${text} AS TINYINT) AS VARCHAR)`);
      if (isSimple(type, "date")) return part("i", `CAST(${text} - DATE '1970-01-01' AS VARCHAR)`);
      if (isSimple(type, "timestamp", "timestamp_ntz"))
        return part("l", `CAST(epoch_us(${text}) AS VARCHAR)`);
      if (isSimple(type, "binary")) return part("x", `hex(${text})`);
      break;
  }
  const letter = LETTERS[type.name];
  if (letter === undefined) throw unsupported(`${call.name} of this type`);
  return part(letter, castTo(typed(text, type), simpleType("string")).text);
}
