import type { Expression, TableFactor, TableWithJoins } from "./tree";

/** Joins behind which each row meets the ON; an outer join keeps rows that do not, and an anti join those only. */
export const HOLDS_ON = /^(?:Join|Inner|StraightJoin|(?:Left|Right)?Semi)$/;

/** Joins that keep rows of their right side to which the left has none: what held of the left need not hold of them. */
export const LOSES_LEFT = /^(?:Right|RightOuter|FullOuter|RightAnti)$/;

/** Joins that keep rows of their left side to which the right has none. */
export const LOSES_RIGHT = /^(?:Left|LeftOuter|FullOuter|Anti|LeftAnti|OuterApply|AsOf)$/;

/** What a FROM clause is made of, joins flattened. */
export interface TableFactors {
  readonly factors: readonly TableFactor[];
  /** Every ON. */
  readonly joinConditions: readonly Expression[];
  /** Each ON that all rows meet. */
  readonly heldConditions: readonly Expression[];
}

export function tableFactors(from: readonly TableWithJoins[]): TableFactors {
  const tables = from.map(ofTable);
  return {
    factors: tables.flatMap(({ factors }) => factors),
    joinConditions: tables.flatMap(({ joinConditions }) => joinConditions),
    heldConditions: tables.flatMap(({ heldConditions }) => heldConditions),
  };
}

export function ofTable({ relation, joins }: TableWithJoins): TableFactors {
  return joins.reduce((left, { relation: joined, join_operator: how }) => {
    const right = ofFactor(joined);
    const [kind = ""] = Object.keys(how);
    const on = Object.values(how).flatMap((constraint) =>
      typeof constraint === "object" && constraint.On ? [constraint.On] : [],
    );
    return {
      factors: [...left.factors, ...right.factors],
      joinConditions: [...left.joinConditions, ...right.joinConditions, ...on],
      heldConditions: [
        ...(LOSES_LEFT.test(kind) ? [] : left.heldConditions),
        ...(LOSES_RIGHT.test(kind) ? [] : right.heldConditions),
        ...(HOLDS_ON.test(kind) ? on : []),
      ],
    };
  }, ofFactor(relation));
}

export function ofFactor(factor: TableFactor): TableFactors {
  const nested = factor.NestedJoin?.table_with_joins;
  return nested ? ofTable(nested) : { factors: [factor], joinConditions: [], heldConditions: [] };
}
