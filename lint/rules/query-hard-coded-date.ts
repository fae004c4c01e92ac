import { columnOrigin } from "../../sql/column-origin";
import { bothWays, comparisonsOf, type Comparison } from "../../sql/comparisons";
import { literalOf } from "../../sql/literal";
import type { SelectScope } from "../../sql/select-scopes";
import { timeBounds, timeColumn } from "../../sql/time-bounds";
import type { Expression } from "../../sql/tree";
import type { LintRule } from "../lint-rule";

export const QUERY_HARD_CODED_DATE: LintRule = {
  id: "query/hard-coded-date",
  severity: "warning",
  title: "The query looks back to a day that is written out.",
  reason:
    "The window grows with every day: runs get slower and dearer, and old rows keep the alert firing, or keep it from firing.",
  fix: "Reckon from the clock: event_date >= current_date() - INTERVAL 7 DAYS.",
  check: ({ scopes }) =>
    scopes.flatMap((scope) =>
      scope.conditions
        .flatMap(comparisonsOf)
        .flatMap(bothWays)
        .flatMap((comparison) => writtenDay(comparison, scope)),
    ),
};

function writtenDay({ left, comparator, right }: Comparison, scope: SelectScope) {
  const day = dayOf(right);
  const origin = day === undefined ? undefined : columnOrigin(timeColumn(left), scope);
  // Next to a bound from the clock it only says when the data begins to be good.
  const isBound = timeBounds(scope).some(({ origin: { column } }) => column === origin?.column);
  return day === undefined ||
    origin === undefined ||
    isBound ||
    comparator === "!=" ||
    comparator.startsWith("<")
    ? []
    : [
        {
          column: "alert_query_template" as const,
          about: origin.column,
          message: `${origin.column} is compared with ${day}.`,
        },
      ];
}

function dayOf(expression: Expression): string | undefined {
  const { TypedString, Cast, Nested } = expression;
  const inner = Cast?.expr ?? Nested;
  const text = TypedString?.value.value.SingleQuotedString ?? literalOf(inner ?? expression);
  return typeof text === "string" && /^\d{4}-\d{2}-\d{2}/.test(text) ? text : undefined;
}
