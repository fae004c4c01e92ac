import { VARCHAR } from "@duckdb/node-api";
import { SqlError } from "../sql-engine";
import { orNull } from "./encodings";
import type { NativeFunction } from "./native-function";
import { fits, type Token, tokensOf } from "./number-tokens";
import { exactOfText, rounded, splitDigits } from "./rounded-digits";

/** Numbers in the formats of `to_number` and `to_char`. */
export const NATIVE_NUMBER_FORMATS: Readonly<Record<string, NativeFunction>> = {
  dbx_to_char: [
    [VARCHAR, VARCHAR],
    VARCHAR,
    (number: string, format: string) => new NumberFormat(format).written(plainNumber(number)),
  ],
  dbx_to_number: [[VARCHAR, VARCHAR], VARCHAR, numberOf],
  dbx_try_to_number: [[VARCHAR, VARCHAR], VARCHAR, orNull(numberOf)],
};

/** Without an exponent, with at most 15 digits behind the point. */
function plainNumber(number: string): string {
  if (!number.includes("E")) return number;
  const value = rounded(exactOfText(number), 15, false);
  return `${value.isNegative ? "-" : ""}${splitDigits(value).join(".")}`;
}

function numberOf(text: string, format: string): string {
  const read = new NumberFormat(format).read(text);
  if (read === undefined)
    throw invalidFormat("MISMATCH_INPUT", `${format}. The input "STRING" ${text} does not match the format`);
  return read;
}

/**
 * `[MI|S] [$] [0|9|G|,]… [.|D] [0|9]… [$] [PR|MI|S]`
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/to_number
 */
export class NumberFormat {
  readonly #tokens: readonly Token[];
  readonly #format: string;

  constructor(format: string) {
    this.#format = format.toUpperCase();
    this.#tokens = tokensOf(this.#format);
  }

  get precision(): number {
    return this.#count(this.#tokens);
  }

  get scale(): number {
    return this.#count(this.#tokens.slice(this.#pointAt()));
  }

  #pointAt(): number {
    const at = this.#tokens.findIndex(({ kind }) => kind === ".");
    return at < 0 ? this.#tokens.length : at;
  }

  #count(tokens: readonly Token[]): number {
    return tokens
      .flatMap((token) => (token.kind === "digits" ? token.groups : []))
      .reduce((sum, group) => sum + (group === "," ? 0 : group.count), 0);
  }

  /** Throws what is wrong with the format. */
  check(): void {
    const fail = (subclass: string, why: string) => {
      throw invalidFormat(subclass, `'${this.#format}'. ${why}`);
    };
    const tokens = this.#tokens;
    const digits = tokens.findIndex(({ kind }) => kind === "digits");
    const dollar = tokens.findIndex(({ kind }) => kind === "$");
    const point = this.#pointAt();
    if (this.#format === "") fail("EMPTY", "The number format string cannot be empty");
    if (digits < 0) fail("WRONG_NUM_DIGIT", "The format string requires at least one number digit");
    if (digits < dollar) fail("CUR_MUST_BEFORE_DIGIT", "Currency characters must appear before any digits");
    if (point < dollar)
      fail("CUR_MUST_BEFORE_DEC", "Currency characters must appear before any decimal point");
    for (const [index, token] of tokens.entries()) {
      if (token.kind !== "digits") continue;
      const { groups } = token;
      const isLoose = groups.some(
        (group, at) => group === "," && (at === 0 || at === groups.length - 1 || groups[at - 1] === ","),
      );
      if (index < point && isLoose) {
        fail(
          "CONT_THOUSANDS_SEPS",
          "Thousands separators (, or G) must have digits in between them in the number format",
        );
      }
      if (index > point && groups.includes(",")) {
        fail(
          "THOUSANDS_SEPS_MUST_BEFORE_DEC",
          "Thousands separators (, or G) may not appear after the decimal point in the number format",
        );
      }
    }
    for (const kind of [".", "S", "MI", "$", ">"]) {
      if (tokens.filter((token) => token.kind === kind).length > 1)
        fail("WRONG_NUM_TOKEN", `At most one ${kind} is allowed in the number format`);
    }
    let at = 0;
    for (const allowed of [["<"], ["MI", "S"], ["$"], ["digits"], ["."], ["digits"], ["$"], ["MI", "S", ">"]])
      if (allowed.includes(tokens[at]?.kind ?? "")) at += 1;
    if (at < tokens.length) {
      fail(
        "UNEXPECTED_TOKEN",
        "The structure of the format string must match: `[MI|S]` `[$]` `[0|9|G|,]*` `[.|D]` `[0|9]*` `[$]` `[PR|MI|S]`",
      );
    }
  }

  /** The number that a text in this format means; undefined: it is in another one. */
  read(text: string): string | undefined {
    let [at, isNegative, isFraction] = [0, false, false];
    let [open, closed] = [false, false];
    let [whole, fraction] = ["", ""];
    for (const token of this.#tokens) {
      const next = text[at];
      if (token.kind === "digits") {
        const [run = ""] = /^[\s\d,]*/.exec(text.slice(at)) ?? [];
        if (!fits(token.groups, run)) return undefined;
        if (isFraction) fraction += run.replace(/[^\d]/g, "");
        else whole += run.replace(/[^\d]/g, "");
        at += run.length;
      } else if (token.kind === "$") {
        if (next !== undefined && next !== "$") return undefined;
        at += next === undefined ? 0 : 1;
      } else if (token.kind === "." && next === ".") {
        isFraction = true;
        at += 1;
      } else if (
        (token.kind === "S" && next === "+") ||
        ((token.kind === "S" || token.kind === "MI") && next === "-")
      ) {
        if (next === "-") isNegative = !isNegative;
        at += 1;
      } else if (token.kind === "<" && next === "<") {
        open = true;
        at += 1;
      } else if (token.kind === ">" && next === ">") {
        if (!open) return undefined;
        closed = true;
        isNegative = !isNegative;
        at += 1;
      }
    }
    if (at < text.length || open !== closed || whole + fraction === "") return undefined;
    return `${isNegative ? "-" : ""}${whole === "" ? "0" : whole}.${fraction.padEnd(this.scale, "0") || "0"}`;
  }

  /** @param number without an exponent */
  written(number: string): string | null {
    if (!/\d/.test(number)) return null;
    const isNegative = /^-.*[1-9]/.test(number);
    const [before, after] = this.#parts(number);
    let result: string[] = [];
    let [beforeAt, afterAt, isFraction] = [0, 0, false];
    for (const token of this.#tokens) {
      switch (token.kind) {
        case "digits":
          for (const group of token.groups) {
            if (group === ",") {
              if (/\d/.test(result.at(-1) ?? "")) result.push(",");
              else addBlank(result);
              continue;
            }
            for (let count = 0; count < group.count; count += 1) {
              if (isFraction) {
                result.push(after[afterAt++] ?? "");
                continue;
              }
              const character = before[beforeAt++] ?? "";
              if (character !== " ") result.push(character);
              else if (group.isExact) result.push("0");
              else addBlank(result);
            }
          }
          break;
        case ".":
          if (result.at(-1) === " ") result[result.length - 1] = "0";
          result.push(".");
          isFraction = true;
          break;
        case "$":
          result.push("$");
          break;
        case "S":
          result = withoutLonePoint(result);
          addSign(result, isNegative ? "-" : "+");
          break;
        case "MI":
          if (isNegative) result = withoutLonePoint(result);
          if (isNegative) addSign(result, "-");
          else result.push(" ");
          break;
        case "<":
          if (isNegative) result.push("<");
          break;
        case ">":
          result = withoutLonePoint(result);
          if (isNegative) addSign(result, ">");
          else result.push(" ", " ");
          break;
        case "?":
          break;
      }
    }
    const text = withoutLonePoint(result).join("");
    return text === "" || text === "+" || text === "-" ? "0" : text;
  }

  /** The digits before and behind the point, as long as the format; what does not fit is hashes. */
  #parts(number: string): [before: string, after: string] {
    const fractionDigits = this.scale;
    const wholeDigits = this.precision - fractionDigits;
    const [whole = "", fraction = ""] = number.split(".");
    const [before, after] = [whole.replace(/^[-0]+/, ""), fraction.replace(/0+$/, "")];
    if (before.length > wholeDigits || after.length > fractionDigits)
      return ["#".repeat(wholeDigits), "#".repeat(fractionDigits)];
    return [before.padStart(wholeDigits), after.padEnd(fractionDigits, "0")];
  }
}

/** A sign goes before the blanks at the end. */
function addSign(result: string[], sign: string): void {
  let at = result.length;
  while (at >= 1 && result[at - 1] === " ") at -= 1;
  result.splice(at, 0, sign);
}

/** A blank goes before the signs at the end. */
function addBlank(result: string[]): void {
  let at = result.length;
  while (at >= 1 && /[-+<]/.test(result[at - 1] ?? "")) at -= 1;
  result.splice(at, 0, " ");
}

function withoutLonePoint(result: readonly string[]): string[] {
  const at = result.indexOf(".");
  const isLone = at >= 0 && (at === result.length - 1 || result[at + 1] === " ");
  return isLone ? result.with(at, " ") : [...result];
}

export function invalidFormat(subclass: string, why: string): SqlError {
  return new SqlError(`INVALID_FORMAT.${subclass}`, "42601", `The format is invalid: ${why}.`);
}
