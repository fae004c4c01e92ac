import type { AlertState } from "./alert-state";

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
