import { isWhole, type JsonValue, parseJson } from "./json-value";
import { malformedRecord } from "./variant-value";

/** A type as `schema_of_json` infers it; `null` fits every other one. */
type Schema =
  | { readonly kind: "null" | "string" | "boolean" | "bigint" | "double" }
  | { readonly kind: "decimal"; readonly precision: number }
  | { readonly kind: "array"; readonly element: Schema }
  | { readonly kind: "struct"; readonly fields: ReadonlyMap<string, Schema> };

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/schema_of_json */
export function schemaOfJson(text: string): string {
  return text.trim() === "" ? "STRING" : shown(schemaOf(text));
}

/**
 * Of all texts of an array.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/schema_of_json_agg
 */
export function schemaOfJsons(texts: string): string {
  return shown((JSON.parse(texts) as string[]).map(schemaOf).reduce<Schema>(met, { kind: "null" }));
}

function schemaOf(text: string): Schema {
  const value = parseJson(text);
  if (!value) throw malformedRecord(text);
  return inferred(value);
}

function shown(schema: Schema): string {
  const kept = filled(schema);
  return kept ? schemaText(kept) : "STRUCT<>";
}

function inferred(value: JsonValue): Schema {
  switch (value.kind) {
    case "number": {
      if (!isWhole(value.text)) return { kind: "double" };
      const number = BigInt(value.text);
      if (BigInt.asIntN(64, number) === number) return { kind: "bigint" };
      const precision = value.text.replace("-", "").length;
      return precision > 38 ? { kind: "double" } : { kind: "decimal", precision };
    }
    case "array": {
      const element = value.items.map(inferred).reduce<Schema>(met, { kind: "null" });
      return { kind: "array", element };
    }
    case "object": {
      const fields = new Map<string, Schema>();
      for (const [name, field] of value.fields) fields.set(name, inferred(field));
      return { kind: "struct", fields };
    }
    case "boolean":
    case "null":
    case "string":
      return { kind: value.kind };
  }
}

/** Without structs that have no fields. */
function filled(schema: Schema): Schema | undefined {
  if (schema.kind === "array") {
    const element = filled(schema.element);
    return element && { kind: "array", element };
  }
  if (schema.kind !== "struct") return schema;
  const fields = [...schema.fields].flatMap(([name, type]): [string, Schema][] => {
    const kept = filled(type);
    return kept ? [[name, kept]] : [];
  });
  return fields.length === 0 ? undefined : { kind: "struct", fields: new Map(fields) };
}

/** The type of values of both; what does not meet is a text. */
function met(a: Schema, b: Schema): Schema {
  if (a.kind === "null") return b;
  if (b.kind === "null") return a;
  if (a.kind === "array" && b.kind === "array") return { kind: "array", element: met(a.element, b.element) };
  if (a.kind === "struct" && b.kind === "struct") {
    const fields = new Map(a.fields);
    for (const [name, type] of b.fields) fields.set(name, met(fields.get(name) ?? { kind: "null" }, type));
    return { kind: "struct", fields };
  }
  if (a.kind === "decimal" && b.kind === "decimal")
    return { kind: "decimal", precision: Math.max(a.precision, b.precision) };
  if (a.kind === b.kind) return a;
  const kinds = [a.kind, b.kind];
  if (kinds.every((kind) => kind === "bigint" || kind === "decimal")) {
    return {
      kind: "decimal",
      precision: Math.max(20, ...[a, b].map((one) => (one.kind === "decimal" ? one.precision : 0))),
    };
  }
  const isNumber = (kind: string) => kind === "bigint" || kind === "double" || kind === "decimal";
  return kinds.every(isNumber) ? { kind: "double" } : { kind: "string" };
}

function schemaText(schema: Schema): string {
  switch (schema.kind) {
    case "null":
      return "STRING";
    case "decimal":
      return `DECIMAL(${schema.precision},0)`;
    case "array":
      return `ARRAY<${schemaText(schema.element)}>`;
    case "struct": {
      const fields = [...schema.fields].sort(([a], [b]) => (a < b ? -1 : 1));
      return `STRUCT<${fields.map(([name, type]) => `${fieldName(name)}: ${schemaText(type)}`).join(", ")}>`;
    }
    case "bigint":
    case "boolean":
    case "double":
    case "string":
      return schema.kind.toUpperCase();
  }
}

function fieldName(name: string): string {
  return /^[a-zA-Z_]\w*$/.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
}
