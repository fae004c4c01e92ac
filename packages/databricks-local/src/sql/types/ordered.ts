import { SqlError } from "../sql-engine";
import { isSimple } from "./coercion";
import { type SqlType, typeName } from "./sql-type";
import { typeMismatch } from "./type-faults";

/** Whether values of the type can be told apart and ordered: maps and VARIANTs, and what holds them, cannot. */
export function isOrdered(type: SqlType): boolean {
  switch (type.kind) {
    case "array":
      return isOrdered(type.element);
    case "map":
      return false;
    case "struct":
      return type.fields.every((field) => isOrdered(field.type));
    case "decimal":
    case "interval":
    case "simple":
      return !isSimple(type, "variant");
  }
}

/** @param name of the operator or function that orders, or compares */
export function requireOrdered(name: string, ...types: readonly (SqlType | undefined)[]): void {
  const type = types.find((one) => one && !isOrdered(one));
  if (!type) return;
  throw typeMismatch(
    "INVALID_ORDERING_TYPE",
    `The \`${name}\` does not support ordering on type "${typeName(type).toUpperCase()}".`,
  );
}

/** Functions that compare all, or the given ones, of their arguments. */
const COMPARING: Readonly<Record<string, readonly number[] | "all">> = {
  array_contains: "all",
  array_distinct: "all",
  array_except: "all",
  array_intersect: "all",
  array_max: "all",
  array_min: "all",
  array_position: "all",
  array_remove: "all",
  array_union: "all",
  arrays_overlap: "all",
  equal_null: "all",
  greatest: "all",
  least: "all",
  max: "all",
  max_by: [1],
  min: "all",
  min_by: [1],
  nullif: "all",
  sort_array: [0],
};

const HASHES = ["hash", "xxhash64"];

/** Refuses what no function does with a VARIANT. */
export function requireComparable(name: string, types: readonly (SqlType | undefined)[]): void {
  const hasVariant = types.some((type) => type && /\bvariant\b/.test(typeName(type)));
  if (!hasVariant) return;
  if (HASHES.includes(name)) {
    throw typeMismatch(
      "HASH_VARIANT_TYPE",
      `Input to the function \`${name}\` cannot contain elements of the "VARIANT" type yet.`,
    );
  }
  if (name === "map" && types.some((type, index) => index % 2 === 0 && isSimple(type, "variant")))
    throw typeMismatch("INVALID_MAP_KEY_TYPE", 'The key of map cannot be/contain "VARIANT".');
  const places = Object.hasOwn(COMPARING, name) ? COMPARING[name] : undefined;
  if (places === undefined) return;
  requireOrdered(name, ...types.filter((_, index) => places === "all" || places.includes(index)));
}

export function groupNotOrdered(name: string, type: SqlType): SqlError {
  return new SqlError(
    "GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE",
    "42822",
    `The expression "${name}" cannot be used as a grouping expression because its data type "${typeName(type).toUpperCase()}" is not an orderable data type.`,
  );
}

/** PARTITION BY. */
export function notSorted(type: SqlType): SqlError {
  return new SqlError(
    "EXPRESSION_TYPE_IS_NOT_ORDERABLE",
    "42822",
    `The column cannot be sorted because its type "${typeName(type).toUpperCase()}" is not orderable.`,
  );
}

/** DISTINCT, and every set operation but UNION ALL. */
export function requireNoVariants(columns: readonly { name: string; type: SqlType | undefined }[]): void {
  const found = columns.find(({ type }) => type && /\bvariant\b/.test(typeName(type)));
  if (!found) return;
  throw new SqlError(
    "UNSUPPORTED_FEATURE.SET_OPERATION_ON_VARIANT_TYPE",
    "0A000",
    `The feature is not supported: Cannot have VARIANT type columns in a set operation (INTERSECT, EXCEPT, etc.), but the type of column \`${found.name}\` is "VARIANT".`,
  );
}
