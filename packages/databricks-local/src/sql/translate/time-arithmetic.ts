import {
  isDatetime,
  isDayTime,
  isFractional,
  isSame,
  isSimple,
  isYearMonth,
  widerType,
} from "../types/coercion";
import { intervalType, simpleType, type SqlType } from "../types/sql-type";
import { operandsDiffer, unexpectedInput, wrongOperands } from "../types/type-faults";
import { castTo } from "./cast";
import { argumentAs } from "./coerce";
import { typed, type Typed } from "./typed";

export type Operator = "+" | "-" | "*" | "/" | "%" | "div";

/** Dates and times, moved or subtracted. */
export function ofTimes(
  operator: Operator,
  a: Typed,
  left: SqlType,
  b: Typed,
  right: SqlType,
): Typed | undefined {
  if (operator !== "+" && operator !== "-") return undefined;
  if (isSpan(right) && isMovable(left)) return moved(operator, a, left, b, right);
  if (operator === "+" && isSpan(left) && isMovable(right)) return moved(operator, b, right, a, left);
  if (isSpan(right) || (isSpan(left) && !(operator === "-" && isDatetime(right)))) return undefined;
  if (operator === "-" && (isTime(left) || isTime(right))) return timesApart(a, b);
  if (
    operator === "-" &&
    (isSimple(right, "date") || (isSimple(left, "date") && isSimple(right, "string", "void")))
  )
    return daysApart(a, b);
  if (isTime(left) && isSimple(right, "void")) return typed(`CAST(NULL AS TIMESTAMP)`, left);
  if (isTime(right) && isSimple(left, "void")) return typed(`CAST(NULL AS TIMESTAMP)`, right);
  if (isSimple(left, "date")) return movedByDays(operator, a, b, right);
  if (operator === "+" && isSimple(right, "date")) return movedByDays(operator, b, a, left);
  return undefined;
}

function isSpan(type: SqlType): boolean {
  return type.kind === "interval" || isSimple(type, "interval");
}

function isTime(type: SqlType): boolean {
  return isSimple(type, "timestamp", "timestamp_ntz");
}

function isMovable(type: SqlType): boolean {
  return isDatetime(type) || isSimple(type, "string");
}

/** A date stays one where whole days or months are added; a text stays a text. */
function moved(operator: "+" | "-", time: Typed, type: SqlType, span: Typed, of: SqlType): Typed {
  const isWholeDays = of.kind === "interval" && of.from === "day" && of.to === "day";
  if (isSimple(type, "date") && (isWholeDays || isYearMonth(of)))
    return typed(`CAST(${time.text} ${operator} ${span.text} AS DATE)`, type);
  if (isSimple(type, "date") && isSimple(of, "interval")) {
    const isWhole = `dbx_is_without_time(memory.main.dbx_time_micros(${span.text}))`;
    return typed(`CASE WHEN ${isWhole} THEN CAST(${time.text} ${operator} ${span.text} AS DATE) END`, type);
  }
  if (isSimple(type, "string")) {
    if (isYearMonth(of)) throw operandsDiffer(operator, type, of);
    const result = `(${castTo(time, simpleType("timestamp")).text} ${operator} ${span.text})`;
    return castTo(typed(result, simpleType("timestamp")), type);
  }
  const result = isSimple(type, "date") ? simpleType("timestamp") : type;
  return typed(`(CAST(${time.text} AS TIMESTAMP) ${operator} ${span.text})`, result);
}

function movedByDays(operator: "+" | "-", date: Typed, days: Typed, type: SqlType): Typed {
  if (isSimple(type, "void")) return typed("CAST(NULL AS TIMESTAMP)", simpleType("timestamp"));
  if (!isSimple(type, "tinyint", "smallint", "int")) {
    throw unexpectedInput(
      operator === "+" ? "date_add" : "date_sub",
      1,
      ["int", "smallint", "tinyint"],
      type,
    );
  }
  return typed(`(${date.text} ${operator} CAST(${days.text} AS INTEGER))`, simpleType("date"));
}

function daysApart(a: Typed, b: Typed): Typed {
  const [x, y] = [a, b].map((side, index) => argumentAs("-", index, side, "date").text);
  return typed(`to_days(CAST(${x ?? ""} - ${y ?? ""} AS INTEGER))`, intervalType("day"));
}

function timesApart(a: Typed, b: Typed): Typed {
  const [x, y] = [a, b].map(
    (side, index) => argumentAs("-", index, side, ["timestamp", "timestamp_ntz"]).text,
  );
  return typed(
    `memory.main.dbx_of_micros(epoch_us(${x ?? ""}) - epoch_us(${y ?? ""}))`,
    intervalType("day", "second"),
  );
}

/** Intervals added to one another, or multiplied by a number. */
export function ofIntervals(
  operator: Operator,
  a: Typed,
  left: SqlType,
  b: Typed,
  right: SqlType,
): Typed | undefined {
  if (!isSpan(left) && !isSpan(right)) return undefined;
  switch (operator) {
    case "+":
    case "-":
      return added(operator, a, left, b, right);
    case "*":
      if (isSpan(left)) return scaled("*", a, left, b);
      return scaled("*", b, right, a);
    case "/":
      if (isSpan(left)) return scaled("/", a, left, b);
      break;
    case "div":
      if (isSimple(left, "void") || isSimple(right, "void"))
        return typed("CAST(NULL AS BIGINT)", simpleType("bigint"));
      if (left.kind === "interval" && right.kind === "interval" && isYearMonth(left) === isYearMonth(right))
        return quotient(a, left, b);
      break;
    case "%":
  }
  throw isSame(left, right)
    ? wrongOperands(operator, "NUMERIC", left)
    : operandsDiffer(operator, left, right);
}

function added(operator: "+" | "-", a: Typed, left: SqlType, b: Typed, right: SqlType): Typed {
  const type = isSpan(left) && isSpan(right) ? widerType(left, right) : undefined;
  const [isNoLeft, isNoRight] = [isSimple(left, "void"), isSimple(right, "void")];
  if (isNoLeft || isNoRight) {
    const known = isNoLeft ? right : left;
    return typed("CAST(NULL AS INTERVAL)", known);
  }
  if (!type) {
    // What is no interval is taken for a time.
    const isDayTimeRight = isDayTime(right) || isSimple(right, "interval");
    if (isDayTimeRight) throw unexpectedInput(operator, 0, ["timestamp", "timestamp_ntz"], left);
    if (operator === "+" && (isDayTime(left) || isSimple(left, "interval")))
      throw unexpectedInput(operator, 0, ["timestamp", "timestamp_ntz"], right);
    throw operandsDiffer(operator, left, right);
  }
  if (isSimple(type, "interval")) return typed(`(${a.text} ${operator} ${b.text})`, type);
  const [read, make] = isYearMonth(type) ? ["dbx_months", "dbx_of_months"] : ["dbx_micros", "dbx_of_micros"];
  const [x, y] = [a, b].map(({ text }) => `memory.main.${read}(${text})`);
  const sum = `CAST(${x ?? ""} AS HUGEINT) ${operator} ${y ?? ""}`;
  return typed(
    `memory.main.${make}(memory.main.dbx_exact_interval(${sum}, ${isYearMonth(type) ? 32 : 64}))`,
    type,
  );
}

function quotient(a: Typed, type: SqlType, b: Typed): Typed {
  const read = isYearMonth(type) ? "dbx_months" : "dbx_micros";
  const [x, y] = [a, b].map(({ text }) => `memory.main.${read}(${text})`);
  return typed(
    `(${x ?? ""} // memory.main.dbx_no_zero_interval(${y ?? ""}, ${x ?? ""}))`,
    simpleType("bigint"),
  );
}

/** Half a month, or half a microsecond, is rounded up. */
function scaled(operator: "*" | "/", span: Typed, type: SqlType, by: Typed): Typed {
  const name = operator === "*" ? "multiply" : "divide";
  const { text, type: number } = argumentAs(name, 1, by, "numeric");
  const factor = isFractional(number) ? `CAST(${text} AS DOUBLE)` : text;
  const times = (size: string) =>
    operator === "*"
      ? `${size} * ${factor}`
      : `CAST(${size} AS DOUBLE) / memory.main.dbx_no_zero_interval(${factor}, ${size})`;
  if (isSimple(type, "interval")) {
    const [months, days, micros] = ["dbx_months", "dbx_days", "dbx_time_micros"].map((read) =>
      times(`memory.main.${read}(${span.text})`),
    );
    return typed(
      `(to_months(CAST(trunc(${months ?? ""}) AS INTEGER)) + to_days(CAST(trunc(${days ?? ""}) AS INTEGER)) + to_microseconds(CAST(round(${micros ?? ""}) AS BIGINT)))`,
      type,
    );
  }
  const [read, make, result] = isYearMonth(type)
    ? ["dbx_months", "dbx_of_months", intervalType("year", "month")]
    : ["dbx_micros", "dbx_of_micros", intervalType("day", "second")];
  const product = times(`memory.main.${read}(${span.text})`);
  return typed(`memory.main.${make}(round(${product}))`, result);
}
