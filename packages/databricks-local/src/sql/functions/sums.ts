import { numericResult } from "../translate/arithmetic";
import { castTo } from "../translate/cast";
import { argumentAs } from "../translate/coerce";
import { typed } from "../translate/typed";
import { isDayTime, isInteger, isSimple } from "../types/coercion";
import { type Wanted } from "../types/implicit-cast";
import { boundedDecimal } from "../types/decimals";
import { duckDbType, intervalType, simpleType, type SqlType } from "../types/sql-type";
import { aggregateCall, type FunctionCall } from "./function-spec";
import type { Takes } from "./takes";

const SUMMAND: Wanted = ["numeric", "year-month", "day-time"];

/** Numbers and intervals; a timestamp is its seconds since 1970, as it always was. */
export function takesSummand(): Takes {
  return {
    minArgs: 1,
    maxArgs: 1,
    coerce: (args, name) =>
      args.map((arg) =>
        isSimple(arg.type, "timestamp")
          ? castTo(arg, simpleType("double"))
          : argumentAs(name, 0, arg, SUMMAND),
      ),
  };
}

/** DECIMAL sums get ten digits more, others are BIGINT or DOUBLE. */
export function sumType({ types: [type] }: FunctionCall): SqlType | undefined {
  if (type?.kind === "decimal") return boundedDecimal(type.precision + 10, type.scale);
  if (isInteger(type)) return simpleType("bigint");
  return type?.kind === "interval" ? type : type && simpleType("double");
}

/** Of an interval's sums and means: with all units. */
function wholeInterval(type: SqlType): SqlType {
  return isDayTime(type) ? intervalType("day", "second") : intervalType("year", "month");
}

export function sum([value = ""]: readonly string[], call: FunctionCall): string {
  const type = sumType(call);
  if (type?.kind === "interval") return ofInterval("sum", value, call);
  const total = aggregateCall("sum", [value], call);
  if (type?.kind === "decimal" && type.precision === 38)
    return `CAST(dbx_checked_decimal(CAST(${total} AS VARCHAR), 38, ${type.scale}) AS ${duckDbType(type)})`;
  return type && !isSimple(type, "double") ? `CAST(${total} AS ${duckDbType(type)})` : total;
}

/** Months, or microseconds. */
function ofInterval(name: "sum" | "avg", value: string, call: FunctionCall): string {
  const [read, make] = isDayTime(call.types[0])
    ? ["dbx_micros", "dbx_of_micros"]
    : ["dbx_months", "dbx_of_months"];
  return `memory.main.${make}(round(${aggregateCall(name, [`memory.main.${read}(${value})`], call)}))`;
}

/** The mean of DECIMALs is a DECIMAL with four digits more. */
export function averageType({ types: [type] }: FunctionCall): SqlType | undefined {
  if (type?.kind === "decimal") return boundedDecimal(type.precision + 4, type.scale + 4);
  return type?.kind === "interval" ? wholeInterval(type) : simpleType("double");
}

export function average([value = ""]: readonly string[], call: FunctionCall): string {
  const type = averageType(call);
  if (type?.kind === "interval") return ofInterval("avg", value, call);
  if (type?.kind !== "decimal") return aggregateCall("avg", [value], call);
  const [total, rows] = [aggregateCall("sum", [value], call), aggregateCall("count", [value], call)];
  const mean = numericResult(
    "/",
    typed(total, sumType(call)),
    typed(`nullif(${rows}, 0)`, simpleType("bigint")),
    type,
  );
  return mean.text;
}

/** NULL where the sum does not fit. */
export function trySum([value = ""]: readonly string[], call: FunctionCall): string {
  const type = sumType(call);
  const isNumber = type && type.kind !== "interval";
  return isNumber
    ? `TRY_CAST(${aggregateCall("sum", [value], call)} AS ${duckDbType(type)})`
    : sum([value], call);
}
