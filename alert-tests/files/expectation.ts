import { runInNewContext } from "node:vm";
import type { EXPECTED_STATES, Expectation } from "./test-shape";
import type { YamlPath, YamlSource } from "./yaml-source";

/** A value that must be the compared one; a number may be off by `within`. */
export type ExpectedValue =
  | { readonly kind: "exact"; readonly value: string | number | boolean | null }
  | { readonly kind: "near"; readonly value: number; readonly within: number };

/** A text word for word, or a pattern that it must have. */
export type ExpectedText = string | RegExp;

/** What a test says of an evaluation. What is left out may be anything. */
export interface Expected {
  readonly state: (typeof EXPECTED_STATES)[number];
  readonly value?: ExpectedValue;
  /** Channels. */
  readonly told?: readonly string[];
  /** How many messages. */
  readonly messages?: number;
  readonly subject?: ExpectedText;
  readonly body?: ExpectedText;
}

const NEAR = /^\s*([+-]?[\d.]+(?:e[+-]?\d+)?)\s*(?:±|\+-|\+\/-)\s*([\d.]+(?:e[+-]?\d+)?)\s*$/i;
const PATTERN = /^\/(.+)\/([dimsuv]*)$/s;

/** Takes down in the source what cannot be expected. */
export function readExpectation(
  given: Expectation,
  path: YamlPath,
  source: YamlSource,
  channels: readonly string[],
): Expected {
  const { state, value, told, subject, body } = given;
  const textAt = (text: string | undefined, key: string) =>
    text === undefined ? undefined : expectedText(text, [...path, key], source);
  const [wantedSubject, wantedBody] = [textAt(subject, "subject"), textAt(body, "body")];
  for (const [index, channel] of (told ?? []).entries())
    checkChannel(channel, [...path, "told", index], source, channels);
  return {
    state,
    ...(value !== undefined && { value: expectedValue(value) }),
    ...(told && { told }),
    ...(wantedSubject !== undefined && { subject: wantedSubject }),
    ...(wantedBody !== undefined && { body: wantedBody }),
  };
}

export function checkChannel(
  channel: string,
  path: YamlPath,
  source: YamlSource,
  channels: readonly string[],
): void {
  if (!channels.includes(channel)) {
    const known = channels.length > 0 ? `there is ${channels.join(", ")}` : "it has none";
    source.fault(path, `the alert's row has no channel ${channel}: ${known}`);
  }
}

function expectedValue(value: Exclude<Expectation["value"], undefined>): ExpectedValue {
  if (typeof value === "string") {
    const [, middle, within] = NEAR.exec(value) ?? [];
    if (middle !== undefined && within !== undefined)
      return { kind: "near", value: Number(middle), within: Number(within) };
  }
  // What JSON has no exact number for is compared as text.
  const isLarge = typeof value === "bigint" && !Number.isSafeInteger(Number(value));
  return {
    kind: "exact",
    value: isLarge ? String(value) : typeof value === "bigint" ? Number(value) : value,
  };
}

function expectedText(text: string, path: YamlPath, source: YamlSource): ExpectedText | undefined {
  const [, pattern, flags] = PATTERN.exec(text) ?? [];
  if (pattern === undefined) return text;
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    // A RegExp says what is wrong with it by a SyntaxError.
    return source.fault(path, `is no pattern: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** So long a pattern may search one text. */
const PATTERN_TIMEOUT_MS = 1000;

/** Whether the text is as expected. A pattern that searches for ever is ended. */
export function isAsExpected(text: string, expected: ExpectedText): boolean {
  if (typeof expected === "string") return text === expected;
  try {
    return (
      runInNewContext("pattern.test(text)", { pattern: expected, text }, { timeout: PATTERN_TIMEOUT_MS }) ===
      true
    );
  } catch {
    return false;
  }
}

/** Whether a compared value is the expected one. */
export function isExpectedValue(
  got: string | number | boolean | null | undefined,
  expected: ExpectedValue,
): boolean {
  if (got === undefined) return false;
  if (expected.kind === "near")
    return got !== null && Math.abs(Number(got) - expected.value) <= expected.within * (1 + 1e-9);
  if (got === null || expected.value === null) return got === expected.value;
  const isNumber = typeof expected.value === "number" && got !== "" && typeof got !== "boolean";
  return isNumber ? Number(got) === expected.value : String(got) === String(expected.value);
}

/** `131.6 ± 0.1`, as it is written. */
export function expectedValueWords(expected: ExpectedValue): string {
  if (expected.kind === "near") return `${expected.value} ± ${expected.within}`;
  return expected.value === null ? "NULL" : String(expected.value);
}
