import { nodesOf } from "./nodes-of";
import { functionCalls } from "./function-calls";
import type { ParsedQuery } from "./parse-query";
import type { TextSpan } from "./text-span";

/** What a reading of the clock gives. */
export type ClockType = "TIMESTAMP" | "TIMESTAMP_NTZ" | "DATE" | "TIME" | "UNIX_SECONDS";

/** A place where the query reads the clock. */
export interface ClockCall {
  /** In lower case. */
  readonly name: string;
  readonly type: ClockType;
  /** From the name to the closing parenthesis, if there is one: what to replace to set the clock. */
  readonly span: TextSpan;
}

/** @see https://docs.databricks.com/sql/language-manual/sql-ref-functions-builtin.html#date-timestamp-and-interval-functions */
const CLOCKS: ReadonlyMap<string, ClockType> = new Map([
  ["current_timestamp", "TIMESTAMP"],
  ["now", "TIMESTAMP"],
  ["getdate", "TIMESTAMP"],
  ["localtimestamp", "TIMESTAMP_NTZ"],
  ["current_date", "DATE"],
  ["curdate", "DATE"],
  ["current_time", "TIME"],
  ["unix_timestamp", "UNIX_SECONDS"],
]);

/** Every reading of the clock by a function, in the order of the text. */
export function clockCalls(parsed: Pick<ParsedQuery, "text" | "query">): ClockCall[] {
  return functionCalls(parsed).flatMap(({ name, args, span }) => {
    const type = clockType(name, args?.length ?? 0);
    return type === undefined ? [] : [{ name, type, span }];
  });
}

/** What the call gives if it reads the clock; `current_timestamp(3)` and `unix_timestamp(x)` are no such calls. */
export function clockType(name: string, args: number): ClockType | undefined {
  return args === 0 ? CLOCKS.get(name) : undefined;
}

const SPECIAL_VALUES = ["now", "today", "yesterday", "tomorrow"];

/** Readings of the clock that have no place in the text to replace: `TIMESTAMP 'now'`, `DATE 'yesterday'`. */
export function clockLiterals({ query }: Pick<ParsedQuery, "query">): string[] {
  return nodesOf(query, "TypedString").flatMap(({ value: { value } }) => {
    const text = value.SingleQuotedString ?? value.DoubleQuotedString ?? "";
    return SPECIAL_VALUES.some((special) => text.trim().toLowerCase().startsWith(special)) ? [text] : [];
  });
}
