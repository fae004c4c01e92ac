import { unsupported } from "../sql-faults";
import {
  isDatetime,
  isFractional,
  isInteger,
  isNumeric,
  isSame,
  isSimple,
  isYearMonth,
} from "../types/coercion";
import {
  duckDbType,
  duckdbText,
  identifier,
  type IntervalType,
  type SqlType,
  UNIT_SIZES,
} from "../types/sql-type";
import { impossibleCast } from "../types/type-faults";
import { textOf } from "./text-of-value";
import { lambda, LAMBDA_VALUE, typed, type Typed } from "./typed";
import { becomesVariant, castOfVariant, comesOfVariant, hasVariant, variantOf } from "./variant-casts";

/** CAST as ANSI mode has it: what does not fit is an error, of TRY_CAST NULL; a fraction is cut off where DuckDB would round. */
export function castTo(value: Typed, type: SqlType, isTry = false): Typed {
  const { type: from, text } = value;
  if (!from && hasVariant(type)) throw unsupported("a cast to VARIANT of a value whose type is not known");
  if (!from) return typed(`${isTry ? "TRY_CAST" : "CAST"}(${text} AS ${duckDbType(type)})`, type);
  if (isSame(from, type)) return value;
  if (!isPossible(from, type) || (isTry && losesKeys(from, type))) throw impossibleCast(from, type);
  return typed(castText(text, from, type, isTry), type);
}

/** CAST as the session has it. */
export function sessionCast(value: Typed, type: SqlType, { isAnsi }: { readonly isAnsi: boolean }): Typed {
  return isAnsi ? castTo(value, type) : lenientCast(value, type);
}

/**
 * CAST without ANSI mode: a text that is no value of the type is NULL, and digits behind a text's point are cut off for
 * an integer. Whatever else differs there stays an error.
 */
function lenientCast(value: Typed, type: SqlType): Typed {
  const isText = isSimple(value.type, "string");
  if (!isText || !isInteger(type)) return castTo(value, type, isText);
  const whole = `CASE WHEN regexp_full_match(${value.text}, '\\s*[+-]?(\\d+\\.\\d*|\\.\\d+)\\s*') THEN regexp_replace(trim(${value.text}), '^([+-]?)(\\d*)\\..*$', '\\10\\2') ELSE ${value.text} END`;
  return castTo(typed(whole, value.type), type, true);
}

/**
 * What can be cast to what.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/cast
 */
function isPossible(from: SqlType, to: SqlType): boolean {
  if (isSame(from, to) || isSimple(from, "void") || isSimple(to, "string")) return true;
  if (isSimple(from, "variant")) return comesOfVariant(to);
  if (isSimple(to, "variant")) return becomesVariant(from, false);
  if (from.kind === "array" && to.kind === "array") return isPossible(from.element, to.element);
  if (from.kind === "map" && to.kind === "map")
    return isPossible(from.key, to.key) && isPossible(from.value, to.value);
  if (from.kind === "struct" && to.kind === "struct") {
    const fields = from.fields.map(({ type }, index) => [type, to.fields[index]?.type] as const);
    return fields.length === to.fields.length && fields.every(([a, b]) => b && isPossible(a, b));
  }
  if (isSimple(from, "string"))
    return to.kind !== "array" && to.kind !== "map" && to.kind !== "struct" && !isSimple(to, "void");
  if (isNumeric(to)) {
    if (isSimple(from, "timestamp", "boolean") || isNumeric(from)) return true;
    return from.kind === "interval" && !isFractional(to);
  }
  if (isSimple(to, "boolean")) return isNumeric(from);
  if (isSimple(to, "timestamp")) return isNumeric(from) || isDatetime(from);
  if (isDatetime(to)) return isDatetime(from);
  if (to.kind === "interval") {
    if (from.kind === "interval") return isYearMonth(from) === isYearMonth(to);
    return isInteger(from) || from.kind === "decimal";
  }
  return false;
}

/** A key that does not fit would become NULL, which no key may be. */
function losesKeys(from: SqlType, to: SqlType): boolean {
  if (from.kind !== "map" || to.kind !== "map" || isSame(from.key, to.key)) return false;
  return !isSimple(to.key, "string") && !isSimple(from.key, "void");
}

function castText(text: string, from: SqlType, type: SqlType, isTry: boolean): string {
  const plain = `${isTry ? "TRY_CAST" : "CAST"}(${text} AS ${duckDbType(type)})`;
  // Also what only fails is NULL by its type.
  if (isSimple(from, "void")) return `CAST(${text} AS ${duckDbType(type)})`;
  if (isSimple(from, "variant")) return castOfVariant(text, type, isTry);
  if (isSimple(type, "variant")) return variantOf(text, from);
  if (isSimple(type, "string")) return textOf(text, from);
  if (type.kind === "array" || type.kind === "map" || type.kind === "struct")
    return castCollection(text, from, type, isTry);
  if (from.kind === "interval" || type.kind === "interval") return castInterval(text, from, type, isTry);
  if (isSimple(from, "string")) return readText(text, type, isTry);
  if (isInteger(type)) return wholeNumber(text, from, type, isTry);
  if (isNumeric(type)) {
    // NaN and the infinities are NULL, while a number that is too large is an error.
    if (isFractional(from) && type.kind === "decimal")
      return `CAST(dbx_${isTry ? "try_" : ""}decimal_of_double(CAST(${text} AS DOUBLE), ${type.precision}, ${type.scale}) AS ${duckDbType(type)})`;
    if (isSimple(from, "double") && isSimple(type, "float"))
      return `memory.main.dbx_float_of_double(${text})`;
    if (isSimple(from, "boolean")) return `CAST(CAST(${text} AS TINYINT) AS ${duckDbType(type)})`;
    if (!isSimple(from, "timestamp")) return plain;
    const seconds = `memory.main.dbx_seconds(${text})`;
    return `${isTry ? "TRY_CAST" : "CAST"}(${seconds} AS ${duckDbType(type)})`;
  }
  if (isSimple(type, "timestamp") && isNumeric(from)) {
    const micros = isFractional(from)
      ? `CAST(trunc(memory.main.dbx_${isTry ? "try_" : ""}finite_time(CAST(${text} AS DOUBLE)) * 1000000) AS BIGINT)`
      : `CAST(trunc(CAST(${text} AS DECIMAL(38, 9)) * 1000000) AS BIGINT)`;
    return `make_timestamp(${micros})`;
  }
  if (isSimple(type, "boolean")) return `(${text} <> 0)`;
  return plain;
}

/** A fraction is cut off; a time is its whole seconds since 1970. */
function wholeNumber(text: string, from: SqlType, type: SqlType, isTry: boolean): string {
  const cast = (value: string) => `${isTry ? "TRY_CAST" : "CAST"}(${value} AS ${duckDbType(type)})`;
  if (isFractional(from) || from.kind === "decimal") return cast(`trunc(${text})`);
  if (isSimple(from, "timestamp")) return cast(`floor(memory.main.dbx_seconds(${text}))`);
  return cast(text);
}

/** How a text is read; each word is one of `store/macros.ts`. */
function readText(text: string, type: SqlType, isTry: boolean): string {
  const attempt = isTry ? "try_" : "";
  if (type.kind === "decimal")
    return `CAST(dbx_${attempt}read_decimal(${text}, ${type.precision}, ${type.scale}) AS ${duckDbType(type)})`;
  if (isSimple(type, "binary")) return `encode(${text})`;
  if (type.kind !== "simple") throw impossibleCast({ kind: "simple", name: "string" }, type);
  return `memory.main.dbx_${attempt}read_${type.name}(${text})`;
}

function castCollection(text: string, from: SqlType, type: SqlType, isTry: boolean): string {
  const inner = (value: string, a: SqlType, b: SqlType) =>
    isSame(a, b) ? value : castText(value, a, b, isTry);
  if (type.kind === "array" && from.kind === "array")
    return `list_transform(${text}, ${lambda(inner(LAMBDA_VALUE, from.element, type.element))})`;
  if (type.kind === "map" && from.kind === "map") {
    const [keys, values] = [
      `list_transform(map_keys(${text}), ${lambda(inner(LAMBDA_VALUE, from.key, type.key))})`,
      `list_transform(map_values(${text}), ${lambda(inner(LAMBDA_VALUE, from.value, type.value))})`,
    ];
    return `CASE WHEN ${text} IS NOT NULL THEN MAP(${keys}, ${values}) END`;
  }
  if (type.kind !== "struct" || from.kind !== "struct") throw impossibleCast(from, type);
  const fields = type.fields.map(({ name, type: target }, index) => {
    const field = from.fields[index];
    const value = field ? inner(`${LAMBDA_VALUE}.${identifier(field.name)}`, field.type, target) : "NULL";
    return `${identifier(name)} := ${value}`;
  });
  const made = `CASE WHEN ${LAMBDA_VALUE} IS NOT NULL THEN struct_pack(${fields.join(", ")}) END`;
  return `list_transform([${text}], ${lambda(made)})[1]`;
}

/** Months as a number, or microseconds. */
function castInterval(text: string, from: SqlType, type: SqlType, isTry: boolean): string {
  const attempt = isTry ? "try_" : "";
  if (type.kind === "interval") {
    if (isSimple(from, "string"))
      return `${madeOf(type)}(dbx_${attempt}read_interval(${text}, ${duckdbText(type.from)}, ${duckdbText(type.to)}))`;
    if (from.kind === "interval") return cutOff(text, type);
    // Of the smallest unit.
    return `${madeOf(type)}(CAST(CAST(${text} AS ${isInteger(from) ? "HUGEINT" : duckDbType(from)}) * ${UNIT_SIZES[type.to]} AS BIGINT))`;
  }
  if (isSimple(type, "interval")) return `CAST(dbx_${attempt}read_calendar_interval(${text}) AS INTERVAL)`;
  if (from.kind !== "interval") throw impossibleCast(from, type);
  const size = isYearMonth(from)
    ? `memory.main.dbx_months(${text}) // ${UNIT_SIZES[from.to]}`
    : `memory.main.dbx_micros(${text}) // ${UNIT_SIZES[from.to]}`;
  const cast = isTry ? "TRY_CAST" : "CAST";
  if (from.to === "second" && type.kind === "decimal")
    return `${cast}(CAST(memory.main.dbx_micros(${text}) AS DECIMAL(20, 0)) / 1000000 AS ${duckDbType(type)})`;
  return `${cast}(${size} AS ${duckDbType(type)})`;
}

function madeOf(type: IntervalType): string {
  return isYearMonth(type) ? "memory.main.dbx_of_months" : "memory.main.dbx_of_micros";
}

/** What is smaller than the type's smallest unit falls away. */
function cutOff(text: string, type: IntervalType): string {
  if (isYearMonth(type)) {
    const months =
      type.to === "year" ? `(memory.main.dbx_months(${text}) // 12) * 12` : `memory.main.dbx_months(${text})`;
    return `memory.main.dbx_of_months(${months})`;
  }
  const unit = UNIT_SIZES[type.to];
  const micros = `memory.main.dbx_micros(${text})`;
  return `memory.main.dbx_of_micros(${type.to === "second" ? micros : `(${micros} // ${unit}) * ${unit}`})`;
}
