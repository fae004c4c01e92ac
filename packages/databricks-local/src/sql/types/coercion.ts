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
import { boundedDecimal, decimalFor } from "./decimals";

/**
 * Which types meet in which, and what is cast in silence: Databricks' rules in ANSI mode, which are those of Apache Spark.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datatype-rules
 */

/** From narrow to wide. */
const INTEGERS = ["tinyint", "smallint", "int", "bigint"];
const NUMBERS = [...INTEGERS, "float", "double"];

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
export function isAtomic(type: SqlType): boolean {
  return (
    type.kind === "decimal" ||
    type.kind === "interval" ||
    (type.kind === "simple" && !isSimple(type, "void", "interval"))
  );
}

export function isSame(a: SqlType, b: SqlType): boolean {
  return typeName(a) === typeName(b);
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
