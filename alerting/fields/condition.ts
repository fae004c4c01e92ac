import { shownText } from "../../messages/words";
import type { CompiledOperator } from "../authored-alert";
import { type Aggregation, AGGREGATIONS, type AlertColumn, type ComparisonOperator } from "../definition";
import type { AlertNotes } from "../row-notes";
import type { AlertRow } from "../tables/alert-configurations";
import { EMPTY_RESULT_STATES } from "../tables/allowed-values";
import type { AlertField } from "./alert-field";

const AGGREGATION_WORDS: Readonly<Record<Aggregation, string>> = {
  AVG: "average of",
  COUNT: "number of",
  COUNT_DISTINCT: "number of different",
  MAX: "highest",
  MEDIAN: "median of",
  MIN: "lowest",
  STDDEV: "standard deviation of",
  SUM: "sum of",
};

/** `average of`; an alert that was made by hand may have a word that is not among ours, and that stands for itself. */
export function aggregationWords(aggregation: string): string {
  return new Map<string, string>(Object.entries(AGGREGATION_WORDS)).get(aggregation) ?? aggregation;
}

/** How the rows of the result become one value; `undefined` also for NONE, the first row's value. */
function aggregation(row: Pick<AlertRow, "aggregation_type">, notes: AlertNotes): Aggregation | undefined {
  const written = row.aggregation_type?.trim().toUpperCase() ?? "";
  if (written === "" || written === "NONE") return undefined;

  if (written === "FIRST") {
    // The earlier framework's word, in nearly all of its own rows.
    notes.warning("aggregation_type", "is read as NONE, which is the first row's value: write NONE");
    return undefined;
  }
  return (
    AGGREGATIONS.find((name) => name === written) ??
    notes.fault(
      "aggregation_type",
      `Unsupported aggregation_type: ${shownText(written)}; use NONE or one of ${AGGREGATIONS.join(", ")}`,
    )
  );
}

export function sourceOf(row: AlertRow, notes: AlertNotes): AlertColumn {
  const aggregated = aggregation(row, notes);
  return { name: row.threshold_column, ...(aggregated !== undefined && { aggregation: aggregated }) };
}

/** The figure of the query's result that is watched. */
export const SOURCE: AlertField<"evaluation.source"> = {
  path: "evaluation.source",
  words: "the watched column",
  unsayableParts: {
    display: "is another name than the column's, which no row can say: the next up takes it away",
  },
  read: sourceOf,
  cells: ({ evaluation: { source } }, { other_fields: others }) => ({
    threshold_column: source.name,
    aggregation_type: others?.["evaluation.source.aggregation"] ? "NONE" : (source.aggregation ?? "NONE"),
  }),
};

type Operator = ComparisonOperator | CompiledOperator;

/** What a row gives for an operator beside the sign: a figure that is compared, or another column; two; several; or nothing. */
type Takes = "value" | "range" | "list" | "nothing";

interface OperatorSpec {
  /** That rows write for it, the usual one first. */
  readonly signs: readonly [string, ...string[]];
  /** What people say. */
  readonly words: string;
  readonly takes: Takes;
}

/** The API's word, or one in its manner. */
const OPERATORS: Readonly<Record<Operator, OperatorSpec>> = {
  GREATER_THAN: { signs: [">"], words: "is above", takes: "value" },
  GREATER_THAN_OR_EQUAL: { signs: [">="], words: "is at least", takes: "value" },
  LESS_THAN: { signs: ["<"], words: "is below", takes: "value" },
  LESS_THAN_OR_EQUAL: { signs: ["<="], words: "is at most", takes: "value" },
  EQUAL: { signs: ["=", "=="], words: "is", takes: "value" },
  NOT_EQUAL: { signs: ["!=", "<>"], words: "is not", takes: "value" },
  IS_NULL: { signs: ["IS NULL"], words: "is NULL", takes: "nothing" },
  IS_NOT_NULL: { signs: ["IS NOT NULL"], words: "is not NULL", takes: "nothing" },
  BETWEEN: { signs: ["BETWEEN"], words: "is between", takes: "range" },
  NOT_BETWEEN: { signs: ["NOT BETWEEN"], words: "is not between", takes: "range" },
  IN: { signs: ["IN"], words: "is one of", takes: "list" },
  NOT_IN: { signs: ["NOT IN"], words: "is none of", takes: "list" },
};

const SIGNS = Object.values(OPERATORS).flatMap(({ signs }) => signs);

/** What a row can write for an operator. */
export function conditionSigns(): readonly string[] {
  return SIGNS;
}

/** The usual sign for the API's word; none for a word that is not among ours. */
export function signOf(operator: Operator): string;
export function signOf(operator: string): string | undefined;
export function signOf(operator: string): string | undefined {
  const known = knownOperator(operator);
  return known === undefined ? undefined : OPERATORS[known].signs[0];
}

/** The API's word for what a row has: in any letters, with any blanks. */
export function operatorFromSign(written: string): Operator | undefined {
  const sign = written.trim().toUpperCase().replaceAll(/\s+/g, " ");
  return operatorNames().find((operator) => OPERATORS[operator].signs.includes(sign));
}

/** What a row has to give where it says so; a value where that is no sign at all, which is a fault of its own. */
export function takenBy(written: string): Takes {
  const operator = operatorFromSign(written);
  return operator === undefined ? "value" : OPERATORS[operator].takes;
}

/** `is above`; a word that is not among ours stands for itself. */
export function operatorWords(operator: string): string {
  const known = knownOperator(operator);
  return known === undefined ? operator : OPERATORS[known].words;
}

/** The API's word for `is above`. */
export function operatorFromWords(words: string): Operator | undefined {
  return operatorNames().find((operator) => OPERATORS[operator].words === words);
}

function knownOperator(word: string): Operator | undefined {
  return operatorNames().find((name) => name === word);
}

function operatorNames(): Operator[] {
  return Object.keys(OPERATORS) as Operator[]; // a constant of these keys
}

export function operatorOf(
  { threshold_operator: written }: AlertRow,
  notes: AlertNotes,
): Operator | undefined {
  if (written.trim() === "") return notes.fault("threshold_operator", "threshold_operator is required");

  return (
    operatorFromSign(written) ??
    notes.fault(
      "threshold_operator",
      `Unsupported threshold_operator: ${shownText(written.trim())}; use one of ${SIGNS.join(", ")}`,
    )
  );
}

export const OPERATOR: AlertField<"evaluation.comparisonOperator"> = {
  path: "evaluation.comparisonOperator",
  words: "the operator",
  hasFewValues: true,
  read: operatorOf,
  cells({ evaluation: { comparisonOperator } }) {
    const known = knownOperator(comparisonOperator);
    return known === undefined ? {} : { threshold_operator: OPERATORS[known].signs[0] };
  },
};

export const EMPTY_RESULT_STATE: AlertField<"evaluation.emptyResultState"> = {
  path: "evaluation.emptyResultState",
  words: "the state of an empty result",
  hasFewValues: true,
  read: (row) => row.empty_result_state,
  cells({ evaluation: { emptyResultState } }) {
    const known = EMPTY_RESULT_STATES.find((state) => state === emptyResultState);
    return known === undefined ? {} : { empty_result_state: known };
  },
};
