import { decimalFor } from "./decimals";
import {
  isAtomic,
  isDatetime,
  isDayTime,
  isInteger,
  isNumeric,
  isSame,
  isSimple,
  isYearMonth,
} from "./coercion";
import { arrayType, intervalType, simpleType, type SimpleTypeName, type SqlType } from "./sql-type";

/** What a function takes: a type, a family of types, or one of several. */
export type Wanted = WantedOne | readonly WantedOne[];
export type WantedOne =
  | SimpleTypeName
  | "any"
  | "array"
  | "decimal"
  | "map"
  | "numeric"
  | "integral"
  | "struct"
  | "day-time"
  | "year-month"
  | SqlType;

/** The families, and what a NULL or a text becomes where one is wanted. */
const FAMILIES: Readonly<
  Record<string, { has: (type: SqlType) => boolean; ofNull: SqlType; ofText?: SqlType }>
> = {
  any: { has: () => true, ofNull: simpleType("void") },
  array: { has: ({ kind }) => kind === "array", ofNull: arrayType(simpleType("void")) },
  "day-time": { has: isDayTime, ofNull: intervalType("day", "second") },
  decimal: {
    has: ({ kind }) => kind === "decimal",
    ofNull: { kind: "decimal", precision: 38, scale: 18 },
    ofText: { kind: "decimal", precision: 38, scale: 18 },
  },
  integral: { has: isInteger, ofNull: simpleType("int") },
  map: {
    has: ({ kind }) => kind === "map",
    ofNull: { kind: "map", key: simpleType("void"), value: simpleType("void") },
  },
  numeric: { has: isNumeric, ofNull: simpleType("double"), ofText: simpleType("double") },
  struct: { has: ({ kind }) => kind === "struct", ofNull: { kind: "struct", fields: [] } },
  "year-month": { has: isYearMonth, ofNull: intervalType("year", "month") },
};

/** The type to which an argument is cast in silence; undefined: it is refused. */
export function implicitCast(type: SqlType, wanted: Wanted): SqlType | undefined {
  if (isSeveral(wanted)) {
    const asIs = wanted.find((one) => accepts(one, type));
    if (asIs !== undefined) return type;
    if (isSimple(type, "void")) return wanted[0] && implicitCast(type, wanted[0]);
    const possible = wanted.flatMap((one) => implicitCast(type, one) ?? []);
    if (isSimple(type, "void")) return possible[0];
    // The one that could still become each of the others.
    return possible.find((one) => possible.every((other) => implicitCast(one, other))) ?? undefined;
  }
  if (accepts(wanted, type)) return type;
  const family = typeof wanted === "string" ? FAMILIES[wanted] : undefined;
  if (isSimple(type, "void")) return family?.ofNull ?? concrete(wanted);
  if (family) {
    if (wanted === "decimal" && isNumeric(type)) {
      return (
        decimalFor(type) ?? {
          kind: "decimal",
          precision: isSimple(type, "float") ? 14 : 30,
          scale: isSimple(type, "float") ? 7 : 15,
        }
      );
    }
    return isSimple(type, "string") ? family.ofText : undefined;
  }
  const target = concrete(wanted);
  if (isSimple(type, "string") && isAtomic(target)) return target;
  return isAssignable(type, target) ? target : undefined;
}

function isSeveral(wanted: Wanted): wanted is readonly WantedOne[] {
  return Array.isArray(wanted);
}

export function accepts(wanted: WantedOne, type: SqlType): boolean {
  const family = typeof wanted === "string" ? FAMILIES[wanted] : undefined;
  return family ? family.has(type) : isSame(concrete(wanted), type);
}

/** Of a type, not of a family. */
function concrete(wanted: WantedOne): SqlType {
  return typeof wanted === "string" ? simpleType(wanted as SimpleTypeName) : wanted; // the families have been asked for before
}

/**
 * Whether a value may be written into a column of another type.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-ansi-compliance#store-assignment
 */
export function isAssignable(from: SqlType, to: SqlType): boolean {
  if (isSame(from, to) || isSimple(from, "void")) return true;
  if (isNumeric(from) && isNumeric(to)) return true;
  if (isSimple(to, "string")) return isAtomic(from) || isSimple(from, "interval");
  if (isDatetime(from) && isDatetime(to)) return true;
  if (from.kind === "array" && to.kind === "array") return isAssignable(from.element, to.element);
  if (from.kind === "map" && to.kind === "map")
    return isAssignable(from.key, to.key) && isAssignable(from.value, to.value);
  if (from.kind !== "struct" || to.kind !== "struct" || from.fields.length !== to.fields.length) return false;
  return from.fields.every(({ type }, index) => {
    const field = to.fields[index];
    return field !== undefined && isAssignable(type, field.type);
  });
}
