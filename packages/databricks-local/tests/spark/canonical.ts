import type { SqlCell } from "../../src/sql/sql-engine";
import type { Value } from "./answers";
import { intervalOf } from "./interval-text";
import { asJson } from "./as-json";
import { isOrdered } from "./probes/probe";
import { type TypeTree, typeTree } from "./type-tree";

/**
 * A value in the form in which both sides are compared: a DOUBLE is a number, every other simple value its text, a STRUCT the
 * list of its values, a MAP the list of its entries in the order of their keys.
 */
export type Canonical = null | number | string | readonly Canonical[];

/** Of a value as `record.py` writes it, or of a cell of the local warehouse. */
export function canonical(value: Value | SqlCell, type: string): Canonical {
  return of(value, typeTree(type));
}

/** In the order that the statement wants, or in one that is the same on both sides. */
export function canonicalRows(
  sql: string,
  rows: readonly (readonly Parameters<typeof canonical>[0][])[],
  types: readonly string[],
): Canonical[] {
  const all = rows.map((row) => row.map((value, index) => canonical(value, types[index] ?? "")));
  if (isOrdered(sql)) return all;
  const keyed = all.map((row) => ({ row, key: asJson(row) }));
  return keyed.sort((left, right) => compareTexts(left.key, right.key)).map(({ row }) => row);
}

function of(value: Value | SqlCell, type: TypeTree): Canonical {
  if (value === null) return null;
  switch (type.kind) {
    case "array":
      return listOf(value).map((item) => of(item, type.element));
    case "map":
      return entriesOf(value)
        .map(([key, item]) => [of(key, type.key), of(item, type.value)] as const)
        .sort((left, right) => compareTexts(asJson(left), asJson(right)));
    case "struct":
      return type.fields.map(({ name, type: field }, index) => of(fieldOf(value, name, index), field));
    case "simple":
      return simple(value, type.name);
  }
}

function simple(value: Value | SqlCell, type: string): Canonical {
  if (type === "double" || type === "float") return Number(value);
  if (type.startsWith("interval")) return intervalOf(value);
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  if (type.startsWith("timestamp")) {
    return text
      .replace("T", " ")
      .replace(/Z$/, "")
      .replace(/(\.\d*?)0+$/, "$1")
      .replace(/\.$/, "");
  }

  return type === "binary" ? text.replace(/=+$/, "") : text;
}

function listOf(value: unknown): readonly SqlCell[] {
  return Array.isArray(value) ? (value as readonly SqlCell[]) : [];
}

function entriesOf(value: unknown): (readonly [SqlCell, SqlCell])[] {
  if (value instanceof Map) return [...(value as Map<SqlCell, SqlCell>)];
  return listOf(value).map((entry) => [listOf(entry)[0] ?? null, listOf(entry)[1] ?? null]);
}

function fieldOf(value: unknown, name: string, index: number): SqlCell {
  if (Array.isArray(value)) return (value as readonly SqlCell[])[index] ?? null;
  return (value as Readonly<Record<string, SqlCell>>)[name] ?? null;
}

export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Texts and whole numbers must be the same; a DOUBLE may differ in its last digits where that is allowed. */
export function isSame(left: Canonical, right: Canonical, tolerance = 0): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    const others: readonly Canonical[] = right;
    return (
      left.length === others.length &&
      left.every((one: Canonical, at) => isSame(one, others[at] ?? null, tolerance))
    );
  }
  if (typeof left === "number" && typeof right === "number") {
    // 0 and -0 are no digits apart, and still two values.
    const isNear =
      left !== right && Math.abs(left - right) <= tolerance * Math.max(Math.abs(left), Math.abs(right));
    return Object.is(left, right) || (tolerance > 0 && isNear);
  }
  if (typeof left === "number" || typeof right === "number")
    return left !== null && right !== null && String(left) === String(right);

  return left === right;
}
