import { syntaxError, unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { simpleType } from "../types/sql-type";
import { typeOfSyntax } from "../types/type-of-syntax";
import { castTo } from "./cast";
import type { ExpressionPrinter } from "./expressions";
import { intervalText } from "./intervals";
import { textLiteral } from "./text-literal";
import type { Translator } from "./translator";
import { typed, type Typed } from "./typed";

/** Literals, intervals, casts and bound values. */
export const LITERALS: Readonly<Record<string, ExpressionPrinter>> = {
  literal: (node) => {
    const value = node.text("value");
    const type = node.text("literal_type");
    switch (type) {
      case "number":
        return numberLiteral(value);
      case "string":
      case "raw_string":
        return typed(textLiteral(value), simpleType("string"));
      case "date":
        return typed(`CAST(${textLiteral(value)} AS DATE)`, simpleType("date"));
      case "timestamp":
        return castTo(typed(textLiteral(value), simpleType("string")), simpleType("timestamp"), false);
      case "hex_string":
        return typed(`from_hex(${textLiteral(value)})`, simpleType("binary"));
      default:
        throw unsupported(`literals of the kind ${type}`);
    }
  },
  boolean: (node) => typed(node.flag("value") ? "TRUE" : "FALSE", simpleType("boolean")),
  null: () => typed("NULL", simpleType("void")),
  parameter: (node, translator) => {
    node.ignore("style");
    const name = node.text("name");
    const { parameters } = translator.surroundings;
    return typed(parameters.use(name), parameters.typeOf(name));
  },
  interval: (node, translator) => {
    if (!node.has("unit") && node.node("this").kind !== "literal")
      throw syntaxError("INTERVAL", "expected a unit");
    return typed(intervalText(node, translator), simpleType("interval"));
  },
  cast: (node, translator) => printCast(node, translator, false),
  try_cast: (node, translator) => printCast(node, translator, true),
};

function printCast(node: SyntaxNode, translator: Translator, isTry: boolean): Typed {
  return castTo(translator.typed(node.node("this")), typeOfSyntax(node.part("to")), isTry);
}

/**
 * Digits alone are INT, BIGINT or DECIMAL, by their size; a point makes a DECIMAL, an exponent a DOUBLE.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/data-types/decimal-type
 */
function numberLiteral(value: string): Typed {
  if (/e/i.test(value)) return typed(value, simpleType("double"));
  const [whole = "", fraction = ""] = value.split(".");
  const digits = whole.replace(/^0+/, "");
  if (value.includes(".") || digits.length > 18) {
    const precision = Math.max(1, digits.length + fraction.length);
    if (!value.includes(".") && BigInt(value) <= 9223372036854775807n)
      return typed(value, simpleType("bigint"));
    return typed(`CAST(${textLiteral(value)} AS DECIMAL(${precision}, ${fraction.length}))`, {
      kind: "decimal",
      precision,
      scale: fraction.length,
    });
  }
  return typed(value, simpleType(Number(value) > 2147483647 ? "bigint" : "int"));
}
