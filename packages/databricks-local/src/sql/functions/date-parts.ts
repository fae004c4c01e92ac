import { SqlError } from "../sql-engine";
import { literalText } from "../syntax/literal-values";
import type { SyntaxNode } from "../syntax/syntax-node";
import { argumentAs } from "../translate/coerce";
import { typed, type Typed } from "../translate/typed";
import { isSimple } from "../types/coercion";
import {
  INTERVAL_UNITS,
  type IntervalUnit,
  simpleType,
  type SqlType,
  typeName,
  UNIT_SIZES,
  unitsBetween,
} from "../types/sql-type";
import { type FunctionCall, type FunctionSpec, type FunctionTable, scalar } from "./function-spec";
import { takes, takesAny } from "./takes";

/** Of a date, or of a time; `isodow` and its like are DuckDB's functions. */
interface Part {
  readonly of: "date" | "timestamp";
  readonly print: (text: string) => string;
}

const whole = (name: string, plus = 0): Part["print"] =>
  plus === 0
    ? (text) => `CAST(${name}(${text}) AS INTEGER)`
    : (text) => `(CAST(${name}(${text}) AS INTEGER) ${plus > 0 ? "+ 1" : "- 1"})`;

const PARTS = {
  year: { of: "date", print: whole("year") },
  yearofweek: { of: "date", print: whole("isoyear") },
  quarter: { of: "date", print: whole("quarter") },
  month: { of: "date", print: whole("month") },
  week: { of: "date", print: whole("week") },
  day: { of: "date", print: whole("day") },
  // Sunday is 1.
  dayofweek: { of: "date", print: whole("dayofweek", 1) },
  dayofweek_iso: { of: "date", print: whole("isodow") },
  dayofyear: { of: "date", print: whole("dayofyear") },
  hour: { of: "timestamp", print: whole("hour") },
  minute: { of: "timestamp", print: whole("minute") },
  second: { of: "timestamp", print: whole("second") },
  // Monday is 0.
  weekday: { of: "date", print: whole("isodow", -1) },
} as const satisfies Readonly<Record<string, Part>>;

/** Parts of dates and times. @see https://docs.databricks.com/aws/en/sql/language-manual/functions/extract */
export const DATE_PARTS: FunctionTable = {
  date_part: named(),
  datepart: named(),
  day: part("day"),
  dayofmonth: part("day"),
  dayofweek: part("dayofweek"),
  dayofyear: part("dayofyear"),
  hour: part("hour"),
  minute: part("minute"),
  month: part("month"),
  quarter: part("quarter"),
  second: part("second"),
  weekday: part("weekday"),
  weekofyear: part("week"),
  year: part("year"),
};

function part(name: keyof typeof PARTS): FunctionSpec {
  const { of, print } = PARTS[name];
  return scalar(takes(of), ([text = ""]) => print(text), "int");
}

// One line per part: its name → all the words that EXTRACT knows it by.
// prettier-ignore
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  year: ["YEAR", "Y", "YEARS", "YR", "YRS"],
  yearofweek: ["YEAROFWEEK"],
  quarter: ["QUARTER", "QTR"],
  month: ["MONTH", "MON", "MONS", "MONTHS"],
  week: ["WEEK", "W", "WEEKS"],
  day: ["DAY", "D", "DAYS"],
  dayofweek: ["DAYOFWEEK", "DOW"],
  dayofweek_iso: ["DAYOFWEEK_ISO", "DOW_ISO"],
  dayofyear: ["DOY"],
  hour: ["HOUR", "H", "HOURS", "HR", "HRS"],
  minute: ["MINUTE", "M", "MIN", "MINS", "MINUTES"],
  second: ["SECOND", "S", "SEC", "SECONDS", "SECS"],
};

const FRACTION: SqlType = { kind: "decimal", precision: 8, scale: 6 };

/** `EXTRACT(field FROM source)` */
export function extracted(field: string, source: Typed): Typed {
  const [name] = Object.entries(FIELDS).find(([, words]) => words.includes(field.toUpperCase())) ?? [];
  const { type } = source;
  if (type?.kind === "interval" || isSimple(type, "interval")) return ofInterval(field, name, source);
  if (name === undefined) throw invalidField(field, type);
  const { of, print } = PARTS[name as keyof typeof PARTS]; // FIELDS has no other names
  const { text } = argumentAs(name, 0, source, of);
  if (name !== "second") return typed(print(text), simpleType("int"));
  const micros = `CAST(microsecond(${text}) AS DECIMAL(8, 0))`;
  return typed(`CAST(${micros} / 1000000 AS DECIMAL(8, 6))`, FRACTION);
}

function invalidField(field: string, type: SqlType | undefined): SqlError {
  return new SqlError(
    "INVALID_EXTRACT_FIELD",
    "42601",
    `Cannot extract \`${field}\` from an expression of the type ${type ? typeName(type).toUpperCase() : "unknown"}.`,
  );
}

function ofInterval(field: string, name: string | undefined, { text, type }: Typed): Typed {
  const isCalendar = type?.kind !== "interval";
  if (
    name === undefined ||
    !(isCalendar ? INTERVAL_UNITS : unitsBetween(type.from, type.to)).includes(name as IntervalUnit)
  )
    throw invalidField(field, type);
  const months = `memory.main.dbx_months(${text})`;
  const micros = `memory.main.${isCalendar ? "dbx_time_micros" : "dbx_micros"}(${text})`;
  const cut = (size: string, to: "tinyint" | "int" | "bigint") =>
    typed(`CAST(${size} AS ${to === "int" ? "INTEGER" : to.toUpperCase()})`, simpleType(to));
  switch (name) {
    case "year":
      return cut(`${months} // 12`, "int");
    case "month":
      return cut(`${months} % 12`, "tinyint");
    case "day":
      return cut(isCalendar ? `memory.main.dbx_days(${text})` : `${micros} // ${UNIT_SIZES.day}`, "int");
    case "hour":
      return isCalendar
        ? cut(`${micros} // ${UNIT_SIZES.hour}`, "bigint")
        : cut(`${micros} % ${UNIT_SIZES.day} // ${UNIT_SIZES.hour}`, "tinyint");
    case "minute":
      return cut(`${micros} % ${UNIT_SIZES.hour} // ${UNIT_SIZES.minute}`, "tinyint");
    default:
      return typed(
        `CAST(CAST(${micros} % ${UNIT_SIZES.minute} AS DECIMAL(8, 0)) / 1000000 AS DECIMAL(8, 6))`,
        FRACTION,
      );
  }
}

/** `date_part('quarter', d)` */
function named(): FunctionSpec {
  const chosen = ({ args, types, nodes }: FunctionCall): Typed => {
    const source = typed(args[1] ?? "", types[1]);
    if (isSimple(types[0], "void")) return typed("CAST(NULL AS DOUBLE)", simpleType("double"));
    return extracted(fieldOf(nodes[0]), source);
  };
  return scalar(
    takesAny(2),
    (_, call) => chosen(call).text,
    (call) => chosen(call).type,
  );
}

function fieldOf(node: SyntaxNode | undefined): string {
  const field = literalText(node);
  if (field !== undefined) return field;
  throw new SqlError(
    "NON_FOLDABLE_ARGUMENT",
    "42K08",
    'The function `date_part` requires the parameter `field` to be a foldable expression of the type "STRING", but the actual argument is a non-foldable.',
  );
}
