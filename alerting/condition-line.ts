import { nearestWord, shownText } from "../messages/words";
import { LineFault, Tokens } from "./condition-tokens";
import { conditionSigns, operatorFromSign, signOf } from "./fields/condition";
import { AGGREGATIONS } from "./definition";
import type { Cells } from "./fields/alert-field";

/** A value that stands in the place of `${name}`. */
export type ConditionValue = number | string | boolean;

/** What a name stands for; `undefined` for one that is not known. */
type ValueOf = (name: string) => ConditionValue | undefined;

/** What is wrong with a line, and at which of its characters, from 0. */
export interface ConditionFault {
  readonly offset: number;
  readonly rule: string;
}

/** `{ cells }`, or `{ fault }`. */
export type ReadCondition =
  | { readonly cells: Cells; readonly fault?: undefined }
  | { readonly fault: ConditionFault; readonly cells?: undefined };

const FORM = "write a condition such as `MAX(lag_hours) >= 5`, `status = 'RED'` or `lag_hours IS NULL`";

const ONE_CONDITION = "an alert has one condition: put the rest into the query";

/**
 * Reads a condition in one line, `MAX(lag_hours) >= 5`, into the cells that say it. `${name}` stands for a value.
 *
 * @param valueOf what a name stands for; `undefined` for one that is not known
 */
export function readConditionLine(line: string, valueOf: ValueOf): ReadCondition {
  try {
    return { cells: conditionCells(new Tokens(line), valueOf) };
  } catch (error) {
    if (!(error instanceof LineFault)) throw error;
    return { fault: { offset: error.offset, rule: error.message } };
  }
}

function conditionCells(tokens: Tokens, valueOf: ValueOf): Cells {
  const watched = watchedCells(tokens);
  const sign = operator(tokens);
  const cells = {
    ...watched,
    threshold_operator: sign,
    ...thresholdCells(sign, tokens, valueOf),
    ...firesForCells(tokens),
    ...clearsCells(tokens, valueOf),
  };
  const after = tokens.next();
  if (after.text !== "") {
    const rule = /^(?:and|or)$/i.test(after.text)
      ? ONE_CONDITION
      : `nothing may follow the threshold, and ${shownText(tokens.rest(after))} does`;
    throw new LineFault(after.offset, rule);
  }
  return cells;
}

/** `in 3 of 5`, `in 3 of the last 5 checks`, `2 in a row`, `2 checks in a row`. */
function firesForCells(tokens: Tokens): Cells {
  const form =
    /^(?:in\s+(\d+)\s+of\s+(?:the\s+)?(?:last\s+)?(\d+)(?:\s+checks?)?|(\d+)\s+(?:checks?\s+)?in\s+a\s+row)(?![\p{L}\p{N}_])/iu;
  const found = tokens.take(form);
  if (found === undefined) return {};
  const [, times, checks, inRow] = found;
  return { fires_for: inRow === undefined ? `${times} of ${checks}` : `${inRow} in a row` };
}

/** `, clears below 80` */
function clearsCells(tokens: Tokens, valueOf: ValueOf): Cells {
  if (tokens.take(/^,?\s*clears\s+(?:below|above)(?![\p{L}\p{N}_])/iu) === undefined) return {};
  const token = tokens.peek();
  const value = comparand(tokens, valueOf);
  if (typeof value !== "number") throw new LineFault(token.offset, "an alert clears at a number");
  return { recover_value_double: value };
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

/** The usual sign of an operator. */
function operator(tokens: Tokens): string {
  const token = tokens.next();
  const word = token.text.toUpperCase();
  if (word === "IS") {
    const isNot = tokens.peek().text.toUpperCase() === "NOT";
    if (isNot) tokens.next();
    const last = tokens.next();
    if (last.text.toUpperCase() !== "NULL")
      throw new LineFault(last.offset, "IS goes with NULL or NOT NULL: compare with = or !=");
    return isNot ? "IS NOT NULL" : "IS NULL";
  }
  const isNegated = token.kind === "word" && word === "NOT";
  const written = isNegated ? `NOT ${tokens.peek().text}` : token.text;
  const known = operatorFromSign(written);
  if (known !== undefined && (token.kind === "sign" || token.kind === "word")) {
    if (isNegated) tokens.next();
    return signOf(known);
  }
  const said = token.text === "" ? "there is no operator" : `${shownText(token.text)} is no operator`;
  throw new LineFault(token.offset, `${said}: use one of ${conditionSigns().join(", ")}`);
}

function thresholdCells(sign: string, tokens: Tokens, valueOf: ValueOf): Cells {
  switch (sign) {
    case "IS NULL":
    case "IS NOT NULL":
      return {};
    case "BETWEEN":
    case "NOT BETWEEN": {
      const from = rangeEnd(tokens, valueOf);
      const and = tokens.next();
      if (and.text.toUpperCase() !== "AND")
        throw new LineFault(and.offset, `${sign} has two ends, with AND between them`);
      const to = rangeEnd(tokens, valueOf);
      return { threshold_value_type: "DOUBLE", threshold_value_min: from, threshold_value_max: to };
    }
    case "IN":
    case "NOT IN":
      return listCells(sign, tokens, valueOf);
    default: {
      const name = columnName(tokens);
      return name === undefined ? valueCells(comparand(tokens, valueOf)) : { threshold_value_column: name };
    }
  }
}

function rangeEnd(tokens: Tokens, valueOf: ValueOf): number {
  const token = tokens.peek();
  const value = comparand(tokens, valueOf);
  if (typeof value !== "number") throw new LineFault(token.offset, "the ends of a range are numbers");
  return value;
}

/** `(1, 2)`, `('RED', 'AMBER')` */
function listCells(sign: string, tokens: Tokens, valueOf: ValueOf): Cells {
  const open = tokens.next();
  if (open.text !== "(") throw new LineFault(open.offset, `the values of ${sign} stand in parentheses`);
  const values: ConditionValue[] = [];
  for (;;) {
    values.push(comparand(tokens, valueOf));
    const next = tokens.next();
    if (next.text === ")") break;
    if (next.text !== ",") throw new LineFault(next.offset, `a , or ) is missing behind a value of ${sign}`);
  }
  const kinds = new Set(values.map((value) => typeof value));
  if (kinds.size > 1 || kinds.has("boolean"))
    throw new LineFault(open.offset, `the values of ${sign} are all numbers, or all texts`);
  return {
    threshold_value_type: kinds.has("number") ? "DOUBLE" : "STRING",
    threshold_value_list: values.map(String),
  };
}

/** Another column of the result. */
function columnName(tokens: Tokens): string | undefined {
  const { kind, text } = tokens.peek();
  const isName = kind === "quoted" || (kind === "word" && !/^(?:true|false|null)$/i.test(text));
  return isName ? tokens.next().text : undefined;
}

function comparand(tokens: Tokens, valueOf: ValueOf): ConditionValue {
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
      throw new LineFault(token.offset, `a text stands in quotes ('${shownText(token.text)}')`);
    }
    case "sign":
    case "other":
      throw new LineFault(
        token.offset,
        token.text === "" ? "there is no threshold" : `${shownText(token.text)} is no threshold`,
      );
  }
}

function valueCells(value: ConditionValue): Cells {
  if (typeof value === "number") return { threshold_value_type: "DOUBLE", threshold_value_double: value };
  if (typeof value === "boolean") return { threshold_value_type: "BOOLEAN", threshold_value_bool: value };
  return { threshold_value_type: "STRING", threshold_value_string: value };
}
