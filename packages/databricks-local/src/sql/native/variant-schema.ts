import { tightestType } from "../types/coercion";
import { arrayType, simpleType, type SqlType, type StructField, typeName } from "../types/sql-type";
import { decimalParts, type VariantValue } from "./variant-value";

/**
 * The type of what a VARIANT holds, an object as a struct.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/schema_of_variant
 */
export function typeOfVariant(value: VariantValue): SqlType {
  switch (value.kind) {
    case "null":
      return simpleType("void");
    case "array":
      return arrayType(commonVariantType(value.items));
    case "object":
      return {
        kind: "struct",
        fields: value.fields.map(([name, field]) => ({ name, type: typeOfVariant(field) })),
      };
    case "scalar":
      return value.type === "decimal" ? decimalType(value.text) : simpleType(value.type);
  }
}

export function commonVariantType(values: readonly VariantValue[]): SqlType {
  return values.map(typeOfVariant).reduce(met, simpleType("void"));
}

function decimalType(text: string): SqlType {
  const { digits, scale } = decimalParts(text);
  return { kind: "decimal", precision: Math.max(digits.length, scale), scale };
}

/** What does not meet is a VARIANT. */
function met(a: SqlType, b: SqlType): SqlType {
  if (a.kind === "struct" && b.kind === "struct")
    return { kind: "struct", fields: metFields(a.fields, b.fields) };
  if (a.kind === "array" && b.kind === "array") return arrayType(met(a.element, b.element));
  return tightestType(a, b) ?? metNumbers(a, b) ?? simpleType("variant");
}

function metFields(a: readonly StructField[], b: readonly StructField[]): StructField[] {
  const types = new Map(a.map(({ name, type }) => [name, type]));
  for (const { name, type } of b) types.set(name, met(types.get(name) ?? simpleType("void"), type));
  return [...types].map(([name, type]) => ({ name, type })).sort((x, y) => (x.name < y.name ? -1 : 1));
}

/** Where one of them is a DECIMAL; a BIGINT needs 20 digits. */
function metNumbers(a: SqlType, b: SqlType): SqlType | undefined {
  const [left, right] = [a, b].map((type) => {
    if (type.kind === "decimal") return { range: type.precision - type.scale, scale: type.scale };
    return typeName(type) === "bigint" ? { range: 20, scale: 0 } : undefined;
  });
  if (left && right) {
    const scale = Math.max(left.scale, right.scale);
    const precision = Math.max(left.range, right.range) + scale;
    return precision > 38 ? simpleType("double") : { kind: "decimal", precision, scale };
  }
  const isFraction = [a, b].some((type) => ["double", "float"].includes(typeName(type)));
  return isFraction && (left ?? right) ? simpleType("double") : undefined;
}

/** `OBJECT<a: ARRAY<BIGINT>>` */
export function variantSchemaText(type: SqlType): string {
  if (type.kind === "array") return `ARRAY<${variantSchemaText(type.element)}>`;
  if (type.kind !== "struct") return typeName(type).toUpperCase();
  const fields = type.fields.map(({ name, type: field }) => {
    const shown = /^[a-zA-Z_]\w*$/.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
    return `${shown}: ${variantSchemaText(field)}`;
  });
  return `OBJECT<${fields.join(", ")}>`;
}
