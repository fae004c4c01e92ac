import {
  type Comparable,
  comparableCell,
  type ComparableKind,
  conditionHolds,
  IncompatibleTypesError,
} from "../../alerting/comparable";
import { comparedColumns, type EvaluatedAlert, WRAPPER_COLUMNS } from "./wrapper-query";

/** What an evaluation ends in; `UNKNOWN` before the first one. */
const STATES = ["OK", "TRIGGERED", "ERROR", "UNKNOWN"] as const;
export type AlertState = (typeof STATES)[number];

/** One evaluation of a definition, as the service would have done it at that moment. */
export interface Evaluation {
  /** ISO 8601. */
  readonly at: string;
  readonly state: AlertState;
  /** What was compared; null where the result was NULL, left out where there was no row or no result. */
  readonly value?: number | string | boolean | null;
  /** There is a value, and the review does not show it. @default false */
  readonly isWithheld?: true;
  readonly isEmptyResult: boolean;
  /** How many rows the query gave, where they could be counted. */
  readonly rows?: number;
  readonly durationMs: number;
  /** Bytes that the query read, where the workspace says so. */
  readonly bytesRead?: number;
  /** Why the state is ERROR, or why it could not be found out. */
  readonly error?: string;
}

/** What a result means for an alert. */
export interface Judgement {
  readonly state: AlertState;
  /** What was compared: numbers as such where JSON can hold them, all else as text. Left out where nothing was. */
  readonly value?: number | string | boolean | null;
  /** Of the value. */
  readonly kind?: ComparableKind;
  readonly isEmptyResult: boolean;
  /** Why the state is ERROR. */
  readonly error?: string;
}

/** The state by the service's rules; `row` is the wrapper's one row, if it has one. */
export function judge(alert: EvaluatedAlert, row: Readonly<Record<string, unknown>> | undefined): Judgement {
  const { emptyResultState, threshold } = alert.evaluation;
  if (row === undefined) {
    const error = emptyResultState === "ERROR" ? { error: "The query returned no rows." } : {};
    const state = STATES.find((known) => known === emptyResultState) ?? "UNKNOWN";
    return { state, isEmptyResult: true, ...error };
  }
  // The service looks for the displayed name in the result, finds nothing, and says OK whatever there is.
  const isLost = comparedColumns(alert).some(
    ({ name, aggregation, display = "" }) => aggregation === undefined && display !== "" && display !== name,
  );
  if (isLost) return { state: "OK", isEmptyResult: false };
  const { value, type, limit, limitType } = WRAPPER_COLUMNS;
  const left = cell(row[value], row[type]);
  const right = threshold?.column && cell(row[limit], row[limitType]);
  const shown = { value: shownValue(left, row[value]), kind: left.kind, isEmptyResult: false };
  try {
    return { state: conditionHolds(alert.evaluation, left, right) ? "TRIGGERED" : "OK", ...shown };
  } catch (error) {
    if (!(error instanceof IncompatibleTypesError)) throw error;
    return { state: "ERROR", ...shown, error: error.message };
  }
}

function cell(text: unknown, type: unknown): Comparable {
  return comparableCell(typeof text === "string" ? text : null, String(type));
}

function shownValue({ kind, value }: Comparable, text: unknown): number | string | boolean | null {
  if (value === null) return null;
  if (kind === "boolean" && typeof value === "boolean") return value;
  const number = Number(value);
  // NaN, Infinity and more digits than a double has are no numbers to JSON.
  const isExact = typeof value === "bigint" ? Number.isSafeInteger(number) : Number.isFinite(number);
  return kind === "number" && isExact ? number : String(text);
}
