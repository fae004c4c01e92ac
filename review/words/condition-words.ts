import type { Aggregation, AlertDefinition, ComparisonOperator } from "../../alerting/definition";
import { overNothingIn } from "../../lint/over-nothing";
import type { ConditionWords } from "../report/alert-review";
import { fieldValueWords } from "./field-value";

const SUBJECTS: Readonly<Record<Aggregation, string>> = {
  AVG: "average of",
  COUNT: "number of",
  COUNT_DISTINCT: "number of different",
  MAX: "highest",
  MEDIAN: "median of",
  MIN: "lowest",
  STDDEV: "standard deviation of",
  SUM: "sum of",
};

const PHRASES: Readonly<Record<ComparisonOperator, string>> = {
  EQUAL: "is",
  GREATER_THAN: "is above",
  GREATER_THAN_OR_EQUAL: "is at least",
  IS_NOT_NULL: "is not NULL",
  IS_NULL: "is NULL",
  LESS_THAN: "is below",
  LESS_THAN_OR_EQUAL: "is at most",
  NOT_EQUAL: "is not",
};

/** When it fires: `average of cost` `is above` `100`. */
export function conditionWords(definition: AlertDefinition): ConditionWords {
  const { evaluation } = definition;
  const { source, comparisonOperator: operator, threshold } = evaluation;
  // An alert that was made by hand may have words that are not among ours.
  const aggregation = source.aggregation && (word(SUBJECTS, source.aggregation) ?? source.aggregation);
  return {
    subject: aggregation === undefined ? source.name : `${aggregation} ${source.name}`,
    phrase: word(PHRASES, operator) ?? operator,
    ...(threshold === undefined ? {} : { threshold: fieldValueWords(threshold) }),
    ifEmpty: emptyWords(definition),
  };
}

/** A result that is never empty has no use for the state of an empty one. */
function emptyWords(definition: AlertDefinition): string {
  const { emptyResultState } = definition.evaluation;
  const given = emptyResultState === "OK" ? undefined : overNothingIn(definition);
  return given === undefined ? emptyResultState : `${given.value} by ${given.by}`;
}

function word(words: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
