import { shownText } from "../messages/words";
import type { AlertNotes } from "./alert-notes";
import type { ComparisonOperator } from "./definition";
import type { AlertRow } from "./tables/alert-configurations";

const OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  ">": "GREATER_THAN",
  ">=": "GREATER_THAN_OR_EQUAL",
  "<": "LESS_THAN",
  "<=": "LESS_THAN_OR_EQUAL",
  "=": "EQUAL",
  "==": "EQUAL",
  "!=": "NOT_EQUAL",
  "<>": "NOT_EQUAL",
  "IS NULL": "IS_NULL",
  "IS NOT NULL": "IS_NOT_NULL",
};

/** The API's word for the row's operator. */
export function comparisonOperator(
  row: Pick<AlertRow, "threshold_operator">,
  notes: AlertNotes,
): ComparisonOperator | undefined {
  const written = row.threshold_operator.trim();
  if (written === "") {
    return notes.fault("threshold_operator", "threshold_operator is required");
  }
  const operator = new Map(Object.entries(OPERATORS)).get(written.toUpperCase().replaceAll(/\s+/g, " "));
  return (
    operator ??
    notes.fault(
      "threshold_operator",
      `Unsupported threshold_operator: ${shownText(written)}; use one of ${Object.keys(OPERATORS).join(", ")}`,
    )
  );
}

/** The sign that a row writes for the API's word; the first, where there are two. */
export function operatorSign(operator: ComparisonOperator): string | undefined {
  return Object.entries(OPERATORS).find(([, word]) => word === operator)?.[0];
}
