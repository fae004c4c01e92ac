import {
  arrayType,
  DAY_TIME_UNITS,
  intervalType,
  type IntervalType,
  simpleType,
  type SimpleTypeName,
  type SqlType,
  typeName,
  YEAR_MONTH_UNITS,
} from "./sql-type";

/**
 * Which types meet in which, and what is cast in silence: Databricks' rules in ANSI mode, which are those of Apache Spark.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datatype-rules
 */

/** From narrow to wide. */
const INTEGERS = ["tinyint", "smallint", "int", "bigint"];
const NUMBERS = [...INTEGERS, "float", "double"];
const DIGITS: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, int: 10, bigint: 20 };

export interface DecimalType {
  readonly kind: "decimal";
  readonly precision: number;
  readonly scale: number;
}

export function isSimple(type: SqlType | undefined, ...names: SimpleTypeName[]): boolean {
  return type?.kind === "simple" && names.includes(type.name);
}

export function isInteger(type: SqlType | undefined): boolean {
  return type?.kind === "simple" && INTEGERS.includes(type.name);
}

export function isFractional(type: SqlType | undefined): boolean {
  return isSimple(type, "float", "double");
}

export function isNumeric(type: SqlType | undefined): boolean {
  return isInteger(type) || isFractional(type) || type?.kind === "decimal";
}

/** A date or a time. */
export function isDatetime(type: SqlType | undefined): boolean {
  return isSimple(type, "date", "timestamp", "timestamp_ntz");
}

export function isYearMonth(type: SqlType | undefined): boolean {
  return type?.kind === "interval" && (YEAR_MONTH_UNITS as readonly string[]).includes(type.from);
}

export function isDayTime(type: SqlType | undefined): boolean {
  return type?.kind === "interval" && !isYearMonth(type);
}

/** Neither a collection nor NULL; a calendar interval is none either. */
function isAtomic(type: SqlType): boolean {
  return (
    type.kind === "decimal" ||
    type.kind === "interval" ||
    (type.kind === "simple" && !isSimple(type, "void", "interval"))
  );
}

export function isSame(a: SqlType, b: SqlType): boolean {
  return typeName(a) === typeName(b);
}

/** A DECIMAL wide enough for every value of the type. */
export function decimalFor(type: SqlType | undefined): DecimalType | undefined {
  if (type?.kind === "decimal") return type;
  const digits = type?.kind === "simple" ? DIGITS[type.name] : undefined;
  return digits === undefined ? undefined : { kind: "decimal", precision: digits, scale: 0 };
}

/** The least common type of values that meet in one column, such as COALESCE's; undefined: there is none, or a type is not known. */
export function commonType(types: readonly (SqlType | undefined)[], meet = widerType): SqlType | undefined {
  // As Spark does, so that 1, '2' and a date fail whatever their order.
  const [first, ...rest] = [...types].sort(
    (a, b) => Number(isSimple(a, "string")) - Number(isSimple(b, "string")),
  );
  return rest.reduce((a, b) => (a && b ? meet(a, b) : undefined), first);
}

/** The type in which two operands meet; undefined: they do not. */
export function widerType(a: SqlType, b: SqlType): SqlType | undefined {
  return (
    tightestType(a, b) ??
    widerDecimal(a, b) ??
    besideText(a, b) ??
    besideText(b, a) ??
    ofCollections(a, b, widerType)
  );
}

/** The type in which two sides of a comparison meet: structs field by field, whatever their names. */
export function comparableType(a: SqlType, b: SqlType): SqlType | undefined {
  return widerType(a, b) ?? ofCollections(a, b, comparableType, true);
}

/** The type in which values meet of which no text is read. */
export function widerWithoutText(a: SqlType, b: SqlType): SqlType | undefined {
  return tightestType(a, b) ?? widerDecimal(a, b) ?? ofCollections(a, b, widerWithoutText);
}

/** The same for a column of VALUES, where a FLOAT beside a whole number stays one. */
export function inlineTableType(a: SqlType, b: SqlType): SqlType | undefined {
  if (a.kind === "simple" && b.kind === "simple" && NUMBERS.includes(a.name) && NUMBERS.includes(b.name))
    return NUMBERS.indexOf(a.name) > NUMBERS.indexOf(b.name) ? a : b;
  return tightestType(a, b) ?? widerDecimal(a, b) ?? ofCollections(a, b, inlineTableType);
}

/** Where nothing is lost and no text is read: the type of two queries' column, or of a sum. */
export function tightestType(a: SqlType, b: SqlType): SqlType | undefined {
  if (isSame(a, b)) return a;
  if (isSimple(a, "void")) return b;
  if (isSimple(b, "void")) return a;
  if (a.kind === "simple" && b.kind === "simple") {
    if (NUMBERS.includes(a.name) && NUMBERS.includes(b.name)) return widerNumber(a, b);
    if (isDatetime(a) && isDatetime(b)) {
      return isSimple(a, "timestamp") || isSimple(b, "timestamp")
        ? simpleType("timestamp")
        : simpleType("timestamp_ntz");
    }
  }
  if (a.kind === "interval" && b.kind === "interval") return widerInterval(a, b);
  return ofCollections(a, b, tightestType);
}

/** A FLOAT beside another number becomes a DOUBLE, which holds every INT. */
function widerNumber(a: { name: SimpleTypeName }, b: { name: SimpleTypeName }): SqlType {
  const [left, right] = [NUMBERS.indexOf(a.name), NUMBERS.indexOf(b.name)];
  const { name } = left > right ? a : b;
  return simpleType(name === "float" ? "double" : name);
}

function widerInterval(a: IntervalType, b: IntervalType): SqlType | undefined {
  if (isYearMonth(a) !== isYearMonth(b)) return undefined;
  const units: readonly IntervalType["from"][] = isYearMonth(a) ? YEAR_MONTH_UNITS : DAY_TIME_UNITS;
  const places = [a, b].flatMap(({ from, to }) => [units.indexOf(from), units.indexOf(to)]);
  return intervalType(units[Math.min(...places)] ?? a.from, units[Math.max(...places)] ?? a.to);
}

function widerDecimal(a: SqlType, b: SqlType): SqlType | undefined {
  if (a.kind !== "decimal" && b.kind !== "decimal") return undefined;
  if (isFractional(a) || isFractional(b)) return simpleType("double");
  const [left, right] = [decimalFor(a), decimalFor(b)];
  if (!left || !right) return undefined;
  const scale = Math.max(left.scale, right.scale);
  return boundedDecimal(Math.max(left.precision - left.scale, right.precision - right.scale) + scale, scale);
}

/** Text is read as the other's type; beside a whole number as BIGINT, beside another number as DOUBLE. */
function besideText(text: SqlType, other: SqlType): SqlType | undefined {
  if (!isSimple(text, "string") || !isAtomic(other) || other.kind === "interval") return undefined;
  if (isInteger(other)) return simpleType("bigint");
  return isNumeric(other) ? simpleType("double") : other;
}

function ofCollections(
  a: SqlType,
  b: SqlType,
  meet: (a: SqlType, b: SqlType) => SqlType | undefined,
  byPlace = false,
): SqlType | undefined {
  if (a.kind === "array" && b.kind === "array") {
    const element = meet(a.element, b.element);
    return element && arrayType(element);
  }
  if (a.kind === "map" && b.kind === "map") {
    const [key, value] = [meet(a.key, b.key), meet(a.value, b.value)];
    return key && value && { kind: "map", key, value };
  }
  if (a.kind !== "struct" || b.kind !== "struct" || a.fields.length !== b.fields.length) return undefined;
  const fields = a.fields.flatMap(({ name, type }, index) => {
    const other = b.fields[index];
    const isSameField = other !== undefined && (byPlace || other.name.toLowerCase() === name.toLowerCase());
    const met = isSameField ? meet(type, other.type) : undefined;
    return met ? [{ name, type: met }] : [];
  });
  return fields.length === a.fields.length ? { kind: "struct", fields } : undefined;
}

/** Both parts cut off at 38 digits. */
export function boundedDecimal(precision: number, scale: number): DecimalType {
  return { kind: "decimal", precision: Math.min(precision, 38), scale: Math.min(scale, 38) };
}

const MAX_PRECISION = 38;
const MIN_ADJUSTED_SCALE = 6;

/**
 * The type of an arithmetic operation on two DECIMALs.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/data-types/decimal-type
 */
export function decimalResult(operator: string, a: DecimalType, b: DecimalType): DecimalType {
  const integers = Math.max(a.precision - a.scale, b.precision - b.scale);
  const scale = Math.max(a.scale, b.scale);
  switch (operator) {
    case "*":
      return adjusted(a.precision + b.precision + 1, a.scale + b.scale);
    case "/": {
      const quotientScale = Math.max(MIN_ADJUSTED_SCALE, a.scale + b.precision + 1);
      return adjusted(a.precision - a.scale + b.scale + quotientScale, quotientScale);
    }
    case "%":
      return adjusted(Math.min(a.precision - a.scale, b.precision - b.scale) + scale, scale);
    default:
      return adjusted(integers + scale + 1, scale);
  }
}

/** Where more than 38 digits are needed, the fraction gives way, but not below 6 digits. */
function adjusted(precision: number, scale: number): DecimalType {
  if (precision <= MAX_PRECISION) return { kind: "decimal", precision, scale };
  const integers = precision - scale;
  const kept = Math.max(MAX_PRECISION - integers, Math.min(scale, MIN_ADJUSTED_SCALE));
  return { kind: "decimal", precision: MAX_PRECISION, scale: kept };
}

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
