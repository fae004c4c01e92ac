import type { ComparisonOperator } from "../alerting/definition";
import { bothWays, type Comparator, comparisonsOf } from "../sql/comparisons";
import { literalOf, sameExpression } from "../sql/literal";
import { conjuncts, type SelectScope } from "../sql/select-scopes";
import type { Expression } from "../sql/tree";
import type { LintSubject } from "./lint-subject";

/** A condition in the query on the very figure that the row compares. */
export interface KeptRows {
  readonly comparator: Comparator;
  readonly value: number;
  /** Every row that it keeps is one that the row's own condition holds for, too. */
  readonly allFire: boolean;
}

const OPERATORS: ReadonlyMap<string, Comparator> = new Map<ComparisonOperator, Comparator>([
  ["GREATER_THAN", ">"],
  ["GREATER_THAN_OR_EQUAL", ">="],
  ["LESS_THAN", "<"],
  ["LESS_THAN_OR_EQUAL", "<="],
]);

/** The conditions of WHERE, HAVING and QUALIFY that hold the compared column to a number in the row's direction. */
export function keptRows(subject: LintSubject): KeptRows[] {
  const { row, definition, scopes, comparedExpression: compared, thresholdNumber: threshold } = subject;
  const wanted = OPERATORS.get(definition.evaluation.comparisonOperator);
  if (wanted === undefined || threshold === undefined) return [];
  const isCompared = (expression: Expression, scope: SelectScope): boolean =>
    nameOf(expression) === row.threshold_column.toLowerCase() ||
    (compared?.scope === scope && sameExpression(expression, compared.expression));
  return scopes.flatMap((scope) =>
    [...scope.held, ...conjuncts(scope.select.having), ...conjuncts(scope.select.qualify)]
      .flatMap(comparisonsOf)
      .flatMap(bothWays)
      .flatMap(({ left, comparator, right }) => {
        const value = literalOf(right);
        return typeof value === "number" && comparator[0] === wanted[0] && isCompared(left, scope)
          ? [{ comparator, value, allFire: implies(comparator, value, wanted, threshold) }]
          : [];
      }),
  );
}

function implies(kept: Comparator, value: number, wanted: Comparator, threshold: number): boolean {
  const isStricter = wanted.startsWith(">") ? value > threshold : value < threshold;
  return isStricter || (value === threshold && (kept === wanted || wanted.endsWith("=")));
}

function nameOf({ Identifier, CompoundIdentifier }: Expression): string | undefined {
  return (Identifier ?? CompoundIdentifier?.at(-1))?.value.toLowerCase();
}
