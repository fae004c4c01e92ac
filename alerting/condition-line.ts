import { nearestWord, shownText } from "../messages/words";
import type { Condition } from "./condition";
import { conditionSigns, operatorFromSign, signOf } from "./fields/condition";
import { AGGREGATIONS } from "./definition";
import type { Cells } from "./fields/alert-field";

/** A value that stands in the place of `${name}`. */
export type ConditionValue = number | string | boolean;

/** What is wrong with a line, and at which of its characters, from 0. */
export interface ConditionFault {
  readonly offset: number;
  readonly rule: string;
}

/** `{ cells }`, or `{ fault }`. */
export type ReadCondition =
  | { readonly cells: Cells; readonly fault?: undefined }
  | { readonly fault: ConditionFault; readonly cells?: undefined };

interface Token {
  readonly offset: number;
  readonly kind: "word" | "quoted" | "text" | "number" | "sign" | "parameter" | "other";
  /** As it was meant: without quotes. */
  readonly text: string;
}

const TOKENS: readonly (readonly [Token["kind"], RegExp])[] = [
  ["parameter", /\$\{([^}]*)\}?/y],
  ["quoted", /`((?:[^`]|``)+)`/y],
  ["text", /'((?:[^']|'')*)'|"((?:[^"]|"")*)"/y],
  ["number", /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\p{L}_])/uy],
  ["word", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["sign", /[<>=!]+/y],
  ["other", /[^\s]/y],
];

/** The token at `offset`; the end of the line is one without text. */
function tokenAt(line: string, offset: number): Token & { readonly end: number } {
  const start = offset + (/^\s*/.exec(line.slice(offset))?.[0].length ?? 0);
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = start;
    const found = pattern.exec(line);
    if (found === null) continue;
    const inner = found[1] ?? found[2] ?? found[0];
    const text =
      kind === "quoted"
        ? inner.replaceAll("``", "`")
        : kind === "text"
          ? inner.replaceAll(found[0].slice(0, 1).repeat(2), found[0].slice(0, 1))
          : inner;
    return { kind, text, offset: start, end: start + found[0].length };
  }
  return { kind: "other", text: "", offset: line.length, end: line.length };
}

function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  for (let at = tokenAt(line, 0); ; at = tokenAt(line, at.end)) {
    tokens.push(at);
    if (at.text === "" && at.offset === line.length) return tokens;
  }
}

class LineFault extends RangeError {
  constructor(
    readonly offset: number,
    rule: string,
  ) {
    super(rule);
  }
}

const FORM = "write a condition such as `MAX(lag_hours) >= 5`, `status = 'RED'` or `lag_hours IS NULL`";

/** Words for the conditions that rows cannot have. */
const UNKNOWN_FORMS: readonly (readonly [RegExp, string])[] = [
  [/^(?:NOT\s+)?BETWEEN\b/i, "no row can say BETWEEN yet: compare with one bound, or count in the query"],
  [/^(?:in\s+)?\d+\s+(?:of|in\s+a\s+row)\b/i, "no row can wait for several checks yet: the first one fires"],
  [/^(?:NOT\s+)?IN\b/i, "no row can say IN yet: compare with one value, or count in the query"],
  [/^(?:AND|OR)\b/i, "an alert has one condition: put the rest into the query"],
];

/**
 * Reads a condition in one line, `MAX(lag_hours) >= 5`, into the cells that say it. `${name}` stands for a value.
 *
 * @param valueOf what a name stands for; `undefined` for one that is not known
 */
export function readConditionLine(
  line: string,
  valueOf: (name: string) => ConditionValue | undefined,
): ReadCondition {
  try {
    return { cells: conditionCells(new Tokens(line), valueOf) };
  } catch (error) {
    if (!(error instanceof LineFault)) throw error;
    return { fault: { offset: error.offset, rule: error.message } };
  }
}

class Tokens {
  readonly #line: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(line: string) {
    this.#line = line;
    this.#tokens = tokensOf(line);
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? { kind: "other", text: "", offset: this.#line.length };
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** From the token on. */
  rest({ offset }: Token): string {
    return this.#line.slice(offset);
  }
}

function conditionCells(tokens: Tokens, valueOf: (name: string) => ConditionValue | undefined): Cells {
  const watched = watchedCells(tokens);
  const { sign, needsValue } = operator(tokens);
  const value = needsValue ? threshold(tokens, valueOf) : undefined;
  const after = tokens.next();
  if (after.text !== "") {
    const form = UNKNOWN_FORMS.find(([pattern]) => pattern.test(tokens.rest(after)))?.[1];
    throw new LineFault(
      after.offset,
      form ?? `nothing may follow the threshold, and ${shownText(tokens.rest(after))} does`,
    );
  }
  return { ...watched, threshold_operator: sign, ...(value !== undefined && thresholdCells(value)) };
}

/** `x`, `MAX(x)`, `COUNT(DISTINCT x)`. */
function watchedCells(tokens: Tokens): Cells {
  const first = tokens.next();
  if (first.kind !== "word" && first.kind !== "quoted")
    throw new LineFault(first.offset, `begins with no column: ${FORM}`);
  if (tokens.peek().text !== "(" || first.kind === "quoted")
    return { threshold_column: first.text, aggregation_type: "NONE" };

  tokens.next();
  const isDistinct = first.text.toUpperCase() === "COUNT" && tokens.peek().text.toUpperCase() === "DISTINCT";
  const isName = isDistinct && ["word", "quoted"].includes(tokens.peek(1).kind);
  if (isName) tokens.next();
  const aggregation = isName ? "COUNT_DISTINCT" : first.text.toUpperCase();
  const known = AGGREGATIONS.find((name) => name === aggregation);
  if (known === undefined) {
    const near = nearestWord(first.text, AGGREGATIONS);
    const all = near === undefined ? `use one of ${AGGREGATIONS.join(", ")}` : `did you mean ${near}?`;
    throw new LineFault(first.offset, `${shownText(first.text)} is no aggregation: ${all}`);
  }
  const column = tokens.next();
  if (column.kind !== "word" && column.kind !== "quoted")
    throw new LineFault(column.offset, `${known} is of one column: ${FORM}`);
  const close = tokens.next();
  if (close.text !== ")") throw new LineFault(close.offset, `a ) is missing behind ${known}(${column.text}`);
  return { threshold_column: column.text, aggregation_type: known };
}

function operator(tokens: Tokens): { readonly sign: string; readonly needsValue: boolean } {
  const token = tokens.next();
  if (token.text.toUpperCase() === "IS") {
    const isNot = tokens.peek().text.toUpperCase() === "NOT";
    if (isNot) tokens.next();
    const last = tokens.next();
    if (last.text.toUpperCase() !== "NULL")
      throw new LineFault(last.offset, "IS goes with NULL or NOT NULL: compare with = or !=");
    return { sign: isNot ? "IS NOT NULL" : "IS NULL", needsValue: false };
  }
  const known = operatorFromSign(token.text);
  if (known !== undefined && token.kind === "sign") return { sign: signOf(known), needsValue: true };
  const form = UNKNOWN_FORMS.find(([pattern]) => pattern.test(tokens.rest(token)))?.[1];
  if (form !== undefined) throw new LineFault(token.offset, form);
  const said = token.text === "" ? "there is no operator" : `${shownText(token.text)} is no operator`;
  throw new LineFault(token.offset, `${said}: use one of ${conditionSigns().join(", ")}`);
}

function threshold(tokens: Tokens, valueOf: (name: string) => ConditionValue | undefined): ConditionValue {
  const token = tokens.next();
  switch (token.kind) {
    case "number":
      return Number(token.text);
    case "text":
      return token.text;
    case "parameter": {
      if (!tokens.rest(token).startsWith(`\${${token.text}}`))
        throw new LineFault(token.offset, `\${${shownText(token.text)} has no end: a } is missing`);
      const value = valueOf(token.text);
      if (value === undefined)
        throw new LineFault(token.offset, `\${${shownText(token.text)}} is no parameter of the pack`);
      return value;
    }
    case "word":
    case "quoted": {
      const word = token.text.toUpperCase();
      if (token.kind === "word" && (word === "TRUE" || word === "FALSE")) return word === "TRUE";
      if (token.kind === "word" && word === "NULL")
        throw new LineFault(token.offset, "nothing compares with NULL: write IS NULL or IS NOT NULL");
      throw new LineFault(
        token.offset,
        `a text stands in quotes ('${shownText(token.text)}'); no row can compare with another column yet`,
      );
    }
    case "sign":
    case "other":
      throw new LineFault(
        token.offset,
        token.text === "" ? "there is no threshold" : `${shownText(token.text)} is no threshold`,
      );
  }
}

function thresholdCells(value: ConditionValue): Cells {
  if (typeof value === "number") return { threshold_value_type: "DOUBLE", threshold_value_double: value };
  if (typeof value === "boolean") return { threshold_value_type: "BOOLEAN", threshold_value_bool: value };
  return { threshold_value_type: "STRING", threshold_value_string: value };
}

/** The line that says the condition; `undefined` for one that no line can say, such as one that was chosen by hand. */
export function conditionLine({
  column,
  aggregation,
  operator: word,
  threshold: limit,
}: Condition): string | undefined {
  const sign = signOf(word);
  if (sign === undefined || typeof limit === "object") return undefined;
  const name = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(column) ? column : `\`${column.replaceAll("`", "``")}\``;
  const watched = aggregation === undefined ? name : `${aggregation}(${name})`;
  if (limit === undefined) return `${watched} ${sign}`;
  const value = typeof limit === "string" ? `'${limit.replaceAll("'", "''")}'` : String(limit).toUpperCase();
  return `${watched} ${sign} ${value}`;
}
