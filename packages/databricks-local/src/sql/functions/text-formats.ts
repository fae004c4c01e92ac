import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { argumentAs } from "../translate/coerce";
import { castTo } from "../translate/cast";
import { typed } from "../translate/typed";
import { NumberFormat } from "../native/number-formats";
import { isDatetime, isFractional, isSimple, isYearMonth } from "../types/coercion";
import { duckDbType, duckdbText, simpleType, type SqlType } from "../types/sql-type";
import { typeMismatch } from "../types/type-faults";
import { DATE_FUNCTIONS } from "./date-functions";
import { constantText } from "./constant-arguments";
import { type FunctionCall, type FunctionSpec, type FunctionTable, scalar } from "./function-spec";
import { may, rest, takes, takesExactly } from "./takes";

/** Values in patterns. */
export const TEXT_FORMATS: FunctionTable = {
  format_number: scalar(takesExactly("numeric", ["int", "string"]), formatNumber, "string"),
  format_string: scalar(takes("string", rest("any")), formatted, "string"),
  mask: scalar(
    takesExactly("string", may("string"), may("string"), may("string"), may("string")),
    masked,
    "string",
  ),
  printf: scalar(takes("string", rest("any")), formatted, "string"),
  to_char: toChar(),
  to_number: toNumber("dbx_to_number"),
  to_varchar: toChar(),
  try_to_number: toNumber("dbx_try_to_number"),
};

/** A number of decimal places, or a pattern such as `#,###.##`. */
function formatNumber(
  [value = "", digits = ""]: readonly string[],
  { types: [type, second] }: FunctionCall,
): string {
  const text = castTo(typed(value, type), simpleType("string")).text;
  const number = isSimple(type, "float", "double")
    ? `'d' || ${castTo(castTo(typed(value, type), simpleType("double")), simpleType("string")).text}`
    : text;
  return `${isSimple(second, "string") ? "dbx_format_pattern" : "dbx_format_number"}(${number}, ${digits})`;
}

const LETTERS: Readonly<Record<string, string>> = {
  bigint: "l",
  boolean: "B",
  date: "i",
  double: "d",
  float: "f",
  int: "i",
  smallint: "h",
  string: "s",
  timestamp: "l",
  timestamp_ntz: "l",
  tinyint: "b",
  void: "n",
};

/** A time counts as the number that it is kept as. */
function formatted(
  [pattern = "", ...values]: readonly string[],
  { types: [, ...types] }: FunctionCall,
): string {
  const letters = types.map((type) => {
    if (!type) return "?";
    if (type.kind === "decimal") return "D";
    if (type.kind === "interval") return isYearMonth(type) ? "i" : "l";
    const letter = type.kind === "simple" ? LETTERS[type.name] : undefined;
    if (letter === undefined) throw unsupported("format_string of bytes, arrays, maps and structs");
    return letter;
  });
  const texts = values.map((value, index) => {
    const type = types[index];
    if (isSimple(type, "date")) return `CAST(${value} - DATE '1970-01-01' AS VARCHAR)`;
    if (isDatetime(type)) return `CAST(epoch_us(${value}) AS VARCHAR)`;
    if (type?.kind === "interval")
      return `CAST(memory.main.dbx_${isYearMonth(type) ? "months" : "micros"}(${value}) AS VARCHAR)`;
    return castTo(typed(value, type), simpleType("string")).text;
  });
  return `dbx_format_string(${pattern}, CAST([${texts.join(", ")}] AS VARCHAR[]), ${duckdbText(letters.join(""))})`;
}

const MASKS = ["X", "x", "n", null];
const KINDS = ["upperChar", "lowerChar", "digitChar", "otherChar"];

/** NULL for a kind of character leaves it as it is. */
function masked([text = ""]: readonly string[], call: FunctionCall): string {
  const by = MASKS.map((usual, index) => {
    const given = call.nodes[index + 1] === undefined ? usual : constantText(call, index + 1);
    if (given !== null && [...given].length !== 1)
      throw typeMismatch("INPUT_SIZE_NOT_ONE", `Length of ${KINDS[index] ?? ""} should be 1.`);
    return duckdbText(given ?? "");
  });
  return `dbx_mask(${text}, ${by.join(", ")})`;
}

/** A date in a datetime pattern, bytes as text, or a number in a format of digits. */
function toChar(): FunctionSpec {
  const dates = DATE_FUNCTIONS["date_format"];
  return {
    kind: "scalar",
    minArgs: 2,
    maxArgs: 2,
    coerce: (args, name) => {
      const [value, format] = args;
      if (!value || !format) return args;
      if (isDatetime(value.type)) return dates?.coerce(args, name) ?? args;
      // DuckDB's DECIMAL of a DOUBLE has digits that nobody wrote.
      const wanted = isSimple(value.type, "binary")
        ? "binary"
        : isFractional(value.type)
          ? "numeric"
          : "decimal";
      return [argumentAs(name, 0, value, wanted), argumentAs(name, 1, format, "string")];
    },
    print: (call) => {
      const [type] = call.types;
      if (isDatetime(type) && dates) return dates.print(call);
      const format = constantText(call, 1);
      if (format === null) return "CAST(NULL AS VARCHAR)";
      const [value = ""] = call.args;
      if (isSimple(type, "binary")) return textOfBytes(value, format, call.name);
      if (!type) throw unsupported(`${call.name} of a value whose type is not known`);
      new NumberFormat(format).check();
      return `dbx_to_char(${castTo(typed(value, type), simpleType("string")).text}, ${duckdbText(format)})`;
    },
    type: () => simpleType("string"),
  };
}

function textOfBytes(value: string, format: string, name: string): string {
  switch (format.toLowerCase()) {
    case "base64":
      return `to_base64(${value})`;
    case "hex":
      return `hex(${value})`;
    case "utf-8":
      return castTo(typed(value, simpleType("binary")), simpleType("string")).text;
    default:
      throw new SqlError(
        "INVALID_PARAMETER_VALUE.BINARY_FORMAT",
        "22023",
        `The value of parameter(s) \`format\` in \`${name}\` is invalid: expects one of binary formats 'base64', 'hex', 'utf-8', but got '${format}'.`,
      );
  }
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/to_number */
function toNumber(native: string): FunctionSpec {
  const typeOf = (call: FunctionCall): SqlType => {
    const text = constantText(call, 1);
    if (text === null) return { kind: "decimal", precision: 10, scale: 0 };
    const format = new NumberFormat(text);
    format.check();
    if (format.precision > 38) {
      throw new SqlError(
        "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION",
        "22003",
        `Decimal precision ${format.precision} exceeds max precision 38.`,
      );
    }
    return { kind: "decimal", precision: format.precision, scale: format.scale };
  };
  return scalar(
    takes("string", "string"),
    ([text = "", format = ""], call) => `CAST(${native}(${text}, ${format}) AS ${duckDbType(typeOf(call))})`,
    typeOf,
  );
}
