import type { AuthoredDefinition } from "../../alerting/authored-alert";
import { operatorWords } from "../../alerting/fields/condition";
import type { EvaluatedAlert } from "../../review/evaluate/wrapper-query";

type Evaluation = EvaluatedAlert["evaluation"];

/** A condition that is slightly wrong. */
export interface ConditionMutant {
  /** `condition: is above made is at least` */
  readonly words: string;
  readonly evaluation: Evaluation;
  /** Another figure is compared, so that the query must be asked anew. */
  readonly isAskedAnew: boolean;
}

const FLIPPED: Readonly<Record<string, string>> = {
  GREATER_THAN: "LESS_THAN",
  GREATER_THAN_OR_EQUAL: "LESS_THAN_OR_EQUAL",
  LESS_THAN: "GREATER_THAN",
  LESS_THAN_OR_EQUAL: "GREATER_THAN_OR_EQUAL",
  EQUAL: "NOT_EQUAL",
  NOT_EQUAL: "EQUAL",
  IS_NULL: "IS_NOT_NULL",
  IS_NOT_NULL: "IS_NULL",
  BETWEEN: "NOT_BETWEEN",
  NOT_BETWEEN: "BETWEEN",
  IN: "NOT_IN",
  NOT_IN: "IN",
};

const STRICTNESS: Readonly<Record<string, string>> = {
  GREATER_THAN: "GREATER_THAN_OR_EQUAL",
  GREATER_THAN_OR_EQUAL: "GREATER_THAN",
  LESS_THAN: "LESS_THAN_OR_EQUAL",
  LESS_THAN_OR_EQUAL: "LESS_THAN",
};

const AGGREGATIONS: Readonly<Record<string, string>> = {
  AVG: "MAX",
  COUNT: "COUNT_DISTINCT",
  COUNT_DISTINCT: "COUNT",
  MAX: "MIN",
  MEDIAN: "AVG",
  MIN: "MAX",
  STDDEV: "AVG",
  SUM: "AVG",
};

/** What is known of the alert's results. */
export interface KnownResults {
  /** All values that the tests compare are whole: a threshold between two of them means the same as the one. */
  readonly areWhole: boolean;
  /** The query can give no row at all. */
  readonly canBeEmpty: boolean;
}

/** Every condition that differs in one place. */
export function conditionMutants({ evaluation }: AuthoredDefinition, known: KnownResults): ConditionMutant[] {
  const { comparisonOperator: operator, source, emptyResultState } = evaluation;
  const operators = [FLIPPED[operator], STRICTNESS[operator]].flatMap((other) => other ?? []);
  const aggregation = source.aggregation && AGGREGATIONS[source.aggregation];
  return [
    ...operators.map((other) => ({
      words: `condition: ${operatorWords(operator)} made ${operatorWords(other)}`,
      evaluation: { ...evaluation, comparisonOperator: other },
      isAskedAnew: false,
    })),
    ...thresholds(evaluation, known).map(([words, threshold]) => ({
      words: `condition: threshold ${words}`,
      evaluation: { ...evaluation, threshold },
      isAskedAnew: false,
    })),
    ...(aggregation === undefined
      ? []
      : [
          {
            words: `condition: ${source.aggregation} made ${aggregation}`,
            evaluation: { ...evaluation, source: { ...source, aggregation } },
            isAskedAnew: true,
          },
        ]),
    ...emptyStates(emptyResultState, known).map((other) => ({
      words: `condition: no rows mean ${other} instead of ${emptyResultState}`,
      evaluation: { ...evaluation, emptyResultState: other },
      isAskedAnew: false,
    })),
  ];
}

type Threshold = NonNullable<Evaluation["threshold"]>;

/** Each number a tenth more and less, and each value of a list left out. */
function thresholds(
  { threshold = {} }: AuthoredDefinition["evaluation"],
  known: KnownResults,
): [words: string, threshold: Threshold][] {
  const { value, range, list } = threshold;
  if (range) {
    return [
      ...tenths(range.from, known).map(([words, from]): [string, Threshold] => [
        words,
        { range: { ...range, from } },
      ]),
      ...tenths(range.to, known).map(([words, to]): [string, Threshold] => [
        words,
        { range: { ...range, to } },
      ]),
    ];
  }
  if (list) {
    return list.values.map((left) => [
      `${left} left out`,
      { list: { values: list.values.filter((one) => one !== left) } },
    ]);
  }
  return value === undefined || !("doubleValue" in value)
    ? []
    : tenths(value.doubleValue, known).map(([words, doubleValue]) => [words, { value: { doubleValue } }]);
}

/** A tenth more and less; where all values are whole at least one. */
function tenths(value: number, { areWhole }: KnownResults): [words: string, other: number][] {
  const tenth = Math.abs(value) / 10;
  const step = (areWhole && tenth < 1) || tenth === 0 ? 1 : tenth;
  return [value + step, value - step].map((changed) => {
    const other = Number(changed.toPrecision(12));
    return [`${value} made ${other}`, other];
  });
}

function emptyStates(state: string, { canBeEmpty }: KnownResults): string[] {
  return canBeEmpty ? [state === "OK" ? "TRIGGERED" : "OK"] : [];
}
