import {
  type Expected,
  type ExpectedText,
  expectedValueWords,
  isAsExpected,
  isExpectedValue,
} from "../files/expectation";
import type { Got } from "./evaluate-cases";

/** Something that is other than expected. */
export interface Mismatch {
  readonly what: "state" | "value" | "told" | "messages" | "subject" | "body";
  readonly expected: string;
  readonly got: string;
}

/** All that is other than expected; of a state that is, its value and messages only follow. Of messages their texts are optional. */
export function mismatches(expected: Expected, got: Got, withMessage = true): Mismatch[] {
  if (got.state !== expected.state) {
    const why = got.error === undefined ? "" : `: ${got.error}`;
    return [{ what: "state", expected: expected.state, got: `${got.state}${why}` }];
  }
  const found: Mismatch[] = [];
  const add = (what: Mismatch["what"], wanted: string, is: string): void => {
    found.push({ what, expected: wanted, got: is });
  };
  const { value, told, messages, subject, body } = expected;
  if (value && !isExpectedValue(got.value, value)) add("value", expectedValueWords(value), valueWords(got));
  if (told && !isSameSet(told, got.told)) add("told", namesOf(told), namesOf(got.told));
  const sent = got.told.length > 0 ? 1 : 0;
  if (messages !== undefined && messages !== sent) add("messages", String(messages), String(sent));
  for (const [what, text] of [["subject", subject] as const, ["body", body] as const]) {
    const is = got.message?.[what];
    if (withMessage && text !== undefined && (is === undefined || !isAsExpected(is, text)))
      add(what, textWords(text), is ?? "no message");
  }
  return found;
}

/** What was compared: NULL is told from a result without a row. */
export function valueWords({ value, isEmptyResult }: Pick<Got, "value" | "isEmptyResult">): string {
  if (value === undefined) return isEmptyResult ? "no row" : "none";
  return value === null ? "NULL" : String(value);
}

function textWords(text: ExpectedText): string {
  return typeof text === "string" ? text : String(text);
}

function namesOf(channels: readonly string[]): string {
  return channels.length === 0 ? "nobody" : channels.join(", ");
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return [...new Set(one)].sort().join("\n") === [...new Set(other)].sort().join("\n");
}
