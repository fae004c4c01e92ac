import { ExpectedError } from "../../expected-error";

const PRIMITIVES = [
  "bigint",
  "binary",
  "boolean",
  "date",
  "double",
  "float",
  "int",
  "smallint",
  "string",
  "timestamp",
  "timestamp_ntz",
  "tinyint",
  "void",
] as const;
type PrimitiveKind = (typeof PRIMITIVES)[number];

export type ArrowType =
  | { readonly kind: PrimitiveKind }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "array"; readonly element: ArrowType }
  | { readonly kind: "map"; readonly key: ArrowType; readonly value: ArrowType }
  | { readonly kind: "struct"; readonly fields: readonly SqlField[] };

export interface SqlField {
  readonly name: string;
  readonly type: ArrowType;
}

/** Words that travel as text: the service sends intervals so, and a `varchar(10)` is a string with a limit. */
const SENT_AS_STRING = /^(interval( .+)?|variant|(var)?char\(\d+\))$/;

/** Reads a type as DESCRIBE prints it, for example `map<string,array<decimal(10,2)>>`. */
export function parseSqlType(text: string): ArrowType {
  const type = text.trim();
  const word = type.toLowerCase();
  const primitive = PRIMITIVES.find((kind) => kind === word);
  if (primitive !== undefined) return { kind: primitive };
  if (SENT_AS_STRING.test(word)) return { kind: "string" };
  const decimal = /^decimal\((\d+),\s*(\d+)\)$/.exec(word);
  if (decimal) return { kind: "decimal", precision: Number(decimal[1]), scale: Number(decimal[2]) };
  const [, container, inner] = /^(array|map|struct)<(.*)>$/is.exec(type) ?? [];
  if (container !== undefined && inner !== undefined) return parseContainer(container.toLowerCase(), inner);
  throw new ExpectedError(`No Databricks SQL type: ${text}`);
}

function parseContainer(container: string, inner: string): ArrowType {
  const parts = splitAtTopLevel(inner, ",");
  const [first = "", second = ""] = parts;
  if (container === "array") return { kind: "array", element: parseSqlType(inner) };
  if (container === "map") return { kind: "map", key: parseSqlType(first), value: parseSqlType(second) };
  return { kind: "struct", fields: parts.filter((part) => part.trim() !== "").map(parseField) };
}

/** `name: type`, the name in backticks where it holds other characters than letters. */
function parseField(text: string): SqlField {
  const [name = "", ...type] = splitAtTopLevel(text.trim(), ":");
  const unquoted = name.replace(/^`(.*)`$/s, (_, quoted: string) => quoted.replaceAll("``", "`"));
  return { name: unquoted.trim(), type: parseSqlType(type.join(":")) };
}

/** Splits outside of brackets and backticks. */
function splitAtTopLevel(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "`") quoted = !quoted;
    if (quoted) continue;
    if (character === "<" || character === "(") depth++;
    if (character === ">" || character === ")") depth--;
    if (character !== separator || depth > 0) continue;
    parts.push(text.slice(start, index));
    start = index + 1;
  }
  return [...parts, text.slice(start)];
}
