import { SqlError } from "../sql-engine";
import { syntaxError, unknownType, unsupported } from "../sql-faults";
import { TokenCursor } from "../text/token-cursor";
import { tokenize } from "../text/tokenize";
import {
  DAY_TIME_UNITS,
  intervalType,
  type IntervalUnit,
  SIMPLE_TYPES,
  simpleType,
  type SimpleTypeName,
  type SqlType,
  YEAR_MONTH_UNITS,
} from "./sql-type";

const SYNONYMS: Readonly<Record<string, SimpleTypeName>> = {
  byte: "tinyint",
  integer: "int",
  long: "bigint",
  real: "float",
  short: "smallint",
  timestamp_ltz: "timestamp",
  // The parser's own words.
  timestampltz: "timestamp",
  timestampntz: "timestamp_ntz",
};

/**
 * Reads a type: `DECIMAL(18,6)`, `ARRAY<STRUCT<a: STRING, b: INT>>`.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datatypes
 */
export function readType(cursor: TokenCursor): SqlType {
  const name = cursor.identifier().toLowerCase();
  switch (name) {
    case "decimal":
    case "dec":
    case "numeric":
      return readDecimal(cursor);
    case "array":
      return { kind: "array", element: bracketed(cursor, () => readType(cursor)) };
    case "map":
      return bracketed(cursor, () => {
        const key = readType(cursor);
        cursor.expect(",");
        return { kind: "map", key, value: readType(cursor) };
      });
    case "struct":
      return { kind: "struct", fields: bracketed(cursor, () => readFields(cursor)) };
    case "interval":
      return readInterval(cursor);
    case "varchar":
    case "char":
      cursor.list(() => cursor.number());
      return simpleType("string");
    default:
      return simpleType(simpleName(name));
  }
}

export function parseType(text: string): SqlType {
  const cursor = new TokenCursor(text, tokenize(text));
  const type = readType(cursor);
  if (cursor.sees("COLLATE")) throw unsupported("COLLATE");
  cursor.end();
  return type;
}

function simpleName(name: string): SimpleTypeName {
  const canonical = SYNONYMS[name] ?? name;
  if (!Object.hasOwn(SIMPLE_TYPES, canonical)) throw unknownType(name);
  return canonical as SimpleTypeName; // hasOwn has just said so
}

function readDecimal(cursor: TokenCursor): SqlType {
  if (!cursor.sees("(")) return { kind: "decimal", precision: 10, scale: 0 };
  const [precision = 10, scale = 0] = cursor.list(() => cursor.number());
  return decimalType(precision, scale);
}

export function decimalType(precision: number, scale: number): SqlType {
  if (precision > 38) {
    throw new SqlError(
      "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION",
      "22003",
      `Decimal precision ${precision} exceeds max precision 38.`,
    );
  }
  if (scale > precision) {
    throw new SqlError(
      "DECIMAL_SCALE_EXCEEDS_PRECISION",
      "22003",
      `Decimal scale (${scale}) cannot be greater than precision (${precision}).`,
    );
  }
  return { kind: "decimal", precision, scale };
}

/** `INTERVAL DAY TO SECOND`; without units it is what `make_interval` gives. */
function readInterval(cursor: TokenCursor): SqlType {
  const units: readonly IntervalUnit[] = [...YEAR_MONTH_UNITS, ...DAY_TIME_UNITS];
  const unit = () => units.find((name) => cursor.accept(name.toUpperCase()));
  const from = unit();
  if (from === undefined) return simpleType("interval");
  const to = cursor.accept("TO") ? unit() : from;
  const isOneKind =
    to !== undefined && (from === "year" || from === "month") === (to === "year" || to === "month");
  if (!isOneKind || units.indexOf(to) < units.indexOf(from))
    throw syntaxError(`INTERVAL ${from.toUpperCase()}`);
  return intervalType(from, to);
}

function readFields(cursor: TokenCursor): { name: string; type: SqlType }[] {
  const fields: { name: string; type: SqlType }[] = [];
  do {
    const name = cursor.identifier();
    cursor.accept(":");
    fields.push({ name, type: readType(cursor) });
    if (cursor.accept("NOT")) cursor.expect("NULL");
    if (cursor.accept("COMMENT")) cursor.string();
  } while (cursor.accept(","));
  return fields;
}

function bracketed<T>(cursor: TokenCursor, read: () => T): T {
  cursor.expect("<");
  const content = read();
  cursor.expect(">");
  return content;
}
