import type { AlertDefinition } from "../../alerting/definition";
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
export function conditionMutants({ evaluation }: AlertDefinition, known: KnownResults): ConditionMutant[] {
  const { comparisonOperator: operator, source, emptyResultState } = evaluation;
  const operators = [FLIPPED[operator], STRICTNESS[operator]].flatMap((other) => other ?? []);
  const aggregation = source.aggregation && AGGREGATIONS[source.aggregation];
  return [
    ...operators.map((other) => ({
      words: `condition: ${operatorWords(operator)} made ${operatorWords(other)}`,
      evaluation: { ...evaluation, comparisonOperator: other },
      isAskedAnew: false,
    })),
    ...thresholds(evaluation, known).map(([threshold, other]) => ({
      words: `condition: threshold ${threshold} made ${other}`,
      evaluation: { ...evaluation, threshold: { value: { doubleValue: other } } },
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

/** A tenth more and less; where all values are whole at least one. */
function thresholds(
  { threshold }: AlertDefinition["evaluation"],
  { areWhole }: KnownResults,
): [number, number][] {
  const value = threshold && "doubleValue" in threshold.value ? threshold.value.doubleValue : undefined;
  if (value === undefined) return [];
  const tenth = Math.abs(value) / 10;
  const step = (areWhole && tenth < 1) || tenth === 0 ? 1 : tenth;
  return [value + step, value - step].map((other) => [value, Number(other.toPrecision(12))]);
}

function emptyStates(state: string, { canBeEmpty }: KnownResults): string[] {
  return canBeEmpty ? [state === "OK" ? "TRIGGERED" : "OK"] : [];
}
