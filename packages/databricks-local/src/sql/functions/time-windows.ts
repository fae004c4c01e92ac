import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { readDuration } from "../native/read-values";
import { literalNumber, literalText } from "../syntax/literal-values";
import type { SyntaxNode } from "../syntax/syntax-node";
import { type SqlType, simpleType } from "../types/sql-type";
import { type FunctionCall, type FunctionTable, scalar } from "./function-spec";
import { may, takes } from "./takes";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/window */
export const TIME_WINDOWS: FunctionTable = {
  window: scalar(
    takes(["timestamp", "timestamp_ntz"], "any", may("any"), may("any")),
    timeWindow,
    ({ types: [type] }): SqlType => ({
      kind: "struct",
      fields: ["start", "end"].map((name) => ({ name, type: type ?? simpleType("timestamp") })),
    }),
  ),
  window_time: scalar(
    takes("struct"),
    ([window = ""]) => `(${window}.end - to_microseconds(1))`,
    ({ types: [type] }) => (type?.kind === "struct" ? type.fields[1]?.type : undefined),
  ),
};

const MAX_OVERLAPPING = 500;

/**
 * The window as a column of a relation beside the query's own: a row is in as many as overlap, and in none without a time.
 * They are counted from 1970 and the given start.
 */
function timeWindow([time = ""]: readonly string[], { nodes, translator }: FunctionCall): string {
  const [width = 0n, slide = width, start = 0n] = nodes.slice(1).map(durationOf);
  if (width <= 0n) throw wrongDuration("window_duration", width);
  if (slide <= 0n) throw wrongDuration("slide_duration", slide);
  if (slide > width) throw wrongRange("slide_duration", slide, "window_duration", width);
  if ((start < 0n ? -start : start) >= slide) throw wrongRange("start_time", start, "slide_duration", slide);
  const overlapping = Number((width + slide - 1n) / slide);
  if (overlapping > MAX_OVERLAPPING) throw unsupported(`more than ${MAX_OVERLAPPING} windows at one time`);
  const micros = `epoch_us(${time})`;
  const last = `(${micros} - memory.main.dbx_floor_modulo(${micros} - (${start}), ${slide}))`;
  const windows = Array.from({ length: overlapping }, (_, index) => {
    const from = `${last} - ${BigInt(index) * slide}`;
    return `CASE WHEN ${from} + ${width} > ${micros} THEN {'start': make_timestamp(${from}), 'end': make_timestamp(${from} + ${width})} END`;
  });
  return translator.scope.windowed(windows);
}

/** Microseconds. */
function durationOf(node: SyntaxNode): bigint {
  const number = literalNumber(node);
  if (number !== undefined) return BigInt(Math.trunc(number));
  const text = literalText(node);
  if (text === undefined) {
    throw new SqlError(
      "_LEGACY_ERROR_TEMP_1207",
      "XX000",
      "The duration and time inputs to window must be an integer, long or string literal.",
    );
  }
  const duration = readDuration(text);
  if (!duration) {
    throw new SqlError(
      "CANNOT_PARSE_INTERVAL",
      "22006",
      `Unable to parse '${text}'. Please ensure that the value provided is in a valid format for defining an interval.`,
    );
  }
  if (duration.months !== 0n) {
    throw new SqlError(
      "_LEGACY_ERROR_TEMP_3231",
      "XX000",
      `Intervals greater than a month is not supported (${text}).`,
    );
  }
  return duration.days * 86_400_000_000n + duration.micros;
}

function wrongDuration(name: string, value: bigint): SqlError {
  return new SqlError(
    "DATATYPE_MISMATCH.VALUE_OUT_OF_RANGE",
    "42K09",
    `The ${name} must be between (0, 9223372036854775807] (current value = ${value}L).`,
  );
}

function wrongRange(name: string, value: bigint, other: string, limit: bigint): SqlError {
  return new SqlError(
    "DATATYPE_MISMATCH.PARAMETER_CONSTRAINT_VIOLATION",
    "42K09",
    `The ${name} (${value}L) must be less than or equal to the ${other} (${limit}L).`,
  );
}
