import { unsupported } from "../sql-faults";
import { typeOfSyntax } from "../types/type-of-syntax";
import { castTo } from "./cast";
import type { ExpressionPrinter } from "./expressions";

const INTERVAL_UNITS = ["Year", "Quarter", "Month", "Week", "Day", "Hour", "Minute", "Second", "Millisecond"];

/** Literals, intervals, casts and bound values. */
export const LITERALS: Readonly<Record<string, ExpressionPrinter>> = {
  literal: (node) => {
    const value = node.text("value");
    const type = node.text("literal_type");
    switch (type) {
      case "number":
        return value;
      case "string":
        return textLiteral(value);
      case "date":
        return `CAST(${textLiteral(value)} AS DATE)`;
      case "timestamp":
        return `CAST(${textLiteral(value)} AS TIMESTAMP)`;
      case "hex_string":
        return `from_hex(${textLiteral(value)})`;
      default:
        throw unsupported(`literals of the kind ${type}`);
    }
  },
  boolean: (node) => (node.flag("value") ? "TRUE" : "FALSE"),
  null: () => "NULL",
  parameter: (node, translator) => {
    node.ignore("style");
    return translator.surroundings.parameters.use(node.text("name"));
  },
  interval: (node, translator) => {
    const unit = node.part("unit");
    if (unit.text("type") !== "simple") throw unsupported("intervals of two units, such as YEAR TO MONTH");
    const name = unit.text("unit");
    if (!INTERVAL_UNITS.includes(name)) throw unsupported(`INTERVAL … ${name.toUpperCase()}`);
    const amount = translator.expression(node.node("this"));
    const type = name === "Second" || name === "Millisecond" ? "DOUBLE" : "INTEGER";
    return `to_${name.toLowerCase()}s(CAST(${amount} AS ${type}))`;
  },
  cast: (node, translator) =>
    castTo(translator.expression(node.node("this")), typeOfSyntax(node.part("to")), false),
  try_cast: (node, translator) =>
    castTo(translator.expression(node.node("this")), typeOfSyntax(node.part("to")), true),
};

export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
