import { dateText, timestampText } from "../native/calendar";
import { readDays, readMicros } from "../native/read-values";
import { doubleText, floatText, intervalText } from "../native/value-texts";
import type { SyntaxNode } from "../syntax/syntax-node";
import type { SimpleTypeName, SqlType } from "../types/sql-type";
import { isYearMonth } from "../types/coercion";
import { typeOfSyntax } from "../types/type-of-syntax";
import { intervalOf } from "./interval-literals";

/** What a name shows of a literal: its value, as Databricks writes it. */
export function literalName(node: SyntaxNode, sign: "" | "-" = ""): string {
  const value = node.text("value");
  const type = node.text("literal_type");
  switch (type) {
    case "number":
      return /e/i.test(value) ? doubleText(Number(sign + value)) : decimalName(value, sign);
    case "date":
    case "timestamp":
      return valueName(value, { kind: "simple", name: type });
    case "hex_string":
      return `X'${value.length % 2 === 1 ? "0" : ""}${value.toUpperCase()}'`;
    default:
      return value;
  }
}

/** A literal with a suffix, such as `5L` or `1.5D`, which the parser reads as a cast; undefined: it is another cast. */
export function suffixedName(cast: SyntaxNode, sign: "" | "-" = ""): string | undefined {
  const value = cast.node("this");
  if (value.kind !== "literal" || cast.kind !== "cast" || cast.flag("double_colon_syntax")) return undefined;
  if (value.copy().text("literal_type") !== "number") return undefined;
  const type = typeOfSyntax(cast.part("to"));
  const number = Number(sign + value.copy().text("value"));
  if (type.kind === "simple" && type.name === "double") return doubleText(number);
  if (type.kind === "simple" && type.name === "float") return floatText(Math.fround(number));
  return literalName(value, sign);
}

/** `1.50`, without zeros before it; a DECIMAL is never -0, and a very small one has an exponent. */
function decimalName(text: string, sign: string): string {
  const [whole = "", fraction = ""] = text.split(".");
  const digits = whole.replace(/^0+(?=\d)/, "");
  const plain = `${digits === "" ? "0" : digits}${fraction === "" ? "" : `.${fraction}`}`;
  const significant = (whole + fraction).replace(/^0+/, "");
  if (significant === "") return plain;
  const exponent = significant.length - 1 - fraction.length;
  if (exponent >= -6) return sign + plain;
  const rest = significant.slice(1);
  return `${sign}${significant.charAt(0)}${rest === "" ? "" : `.${rest}`}E${exponent}`;
}

/** How the values of a type are shown that are not shown as they were written. */
const VALUES: Readonly<Partial<Record<SimpleTypeName, (text: string) => string>>> = {
  boolean: (text) => text.toLowerCase(),
  date: (text) => `DATE '${dateText(readDays(text))}'`,
  double: (text) => doubleText(Number(text)),
  float: (text) => floatText(Math.fround(Number(text))),
  timestamp: (text) => `TIMESTAMP '${timestampText(readMicros(text))}'`,
  timestamp_ntz: (text) => `TIMESTAMP_NTZ '${timestampText(readMicros(text))}'`,
};

/** A value of the given type that the statement holds as text. */
export function valueName(text: string, type: SqlType): string {
  const show = type.kind === "simple" ? VALUES[type.name] : undefined;
  return show?.(text) ?? text;
}

/** `INTERVAL '1 02' DAY TO HOUR`, whatever it was written as. */
export function intervalName(node: SyntaxNode): string {
  const { size, type } = intervalOf(node);
  return isYearMonth(type)
    ? intervalText(size, 0n, type.from, type.to)
    : intervalText(0n, size, type.from, type.to);
}
