import type { Expression, TableFactor, TableWithJoins } from "./tree";

/** What a FROM clause is made of, joins flattened; and what its joins hold its rows to. */
export function tableFactors(from: readonly TableWithJoins[]): {
  readonly factors: readonly TableFactor[];
  readonly joinConditions: readonly Expression[];
} {
  const factors: TableFactor[] = [];
  const joinConditions: Expression[] = [];
  const add = (factor: TableFactor): void => {
    const nested = factor.NestedJoin?.table_with_joins;
    if (nested) addAll(nested);
    else factors.push(factor);
  };
  const addAll = ({ relation, joins }: TableWithJoins): void => {
    add(relation);
    for (const join of joins) {
      add(join.relation);
      for (const constraint of Object.values(join.join_operator)) {
        if (typeof constraint === "object" && constraint.On) joinConditions.push(constraint.On);
      }
    }
  };
  from.forEach(addAll);
  return { factors, joinConditions };
}
