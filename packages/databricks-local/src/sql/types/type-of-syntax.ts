import { SqlError } from "../sql-engine";
import { unknownType } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { decimalType, parseType } from "./parse-type";
import { simpleType, type SqlType } from "./sql-type";

/** The parser's words for the simple types. */
const SIMPLE = {
  big_int: "bigint",
  binary: "binary",
  blob: "binary",
  boolean: "boolean",
  date: "date",
  double: "double",
  float: "float",
  int: "int",
  small_int: "smallint",
  string: "string",
  text: "string",
  timestamp: "timestamp",
  tiny_int: "tinyint",
} as const;

/** The type behind CAST's AS. */
export function typeOfSyntax(type: SyntaxNode): SqlType {
  const name = type.text("data_type");
  switch (name) {
    case "decimal":
      return decimalType(
        Number(type.optionalText("precision") ?? 10),
        Number(type.optionalText("scale") ?? 0),
      );
    case "array":
      return { kind: "array", element: typeOfSyntax(type.part("element_type")) };
    case "map":
      return {
        kind: "map",
        key: typeOfSyntax(type.part("key_type")),
        value: typeOfSyntax(type.part("value_type")),
      };
    case "struct":
      return {
        kind: "struct",
        fields: type
          .ignore("nested")
          .partsOf("fields")
          .map((field) => ({
            name: fieldName(field.text("name")),
            type: typeOfSyntax(field.part("data_type")),
          })),
      };
    case "interval": {
      const from = type.optionalText("unit")?.toLowerCase();
      const to = type.optionalText("to")?.toLowerCase();
      return from === undefined
        ? simpleType("interval")
        : parseType(`interval ${from}${to === undefined ? "" : ` to ${to}`}`);
    }
    case "custom":
      // LONG, BYTE and other words for the simple types, and those that are refused.
      return parseType(type.text("name"));
    case "var_char":
    case "char":
      if (!type.has("length")) {
        throw new SqlError(
          "DATATYPE_MISSING_SIZE",
          "42K01",
          "DataType requires a length parameter, for example VARCHAR(10).",
        );
      }
      type.ignore("length");
      return simpleType("string");
    default:
      type.ignore("integer_spelling", "real_spelling", "precision", "timezone");
      if (!isSimple(name)) throw unknownType(name);
      return simpleType(SIMPLE[name]);
  }
}

/** The parser leaves a name that was quoted in quotes of its own. */
function fieldName(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function isSimple(name: string): name is keyof typeof SIMPLE {
  return Object.hasOwn(SIMPLE, name);
}
