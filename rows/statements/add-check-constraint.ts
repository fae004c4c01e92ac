import { qualifiedName, type TableNames } from "../../alerting/table-names";
import type { CheckConstraint } from "../../alerting/tables/check-constraint";
import type { Statement } from "../../databricks/statement";
import { quoteIdentifier } from "../../sql/quote-identifier";

/** Adds a CHECK constraint; fails when a row that is there does not hold it. */
export function addCheckConstraint(names: TableNames, table: string, constraint: CheckConstraint): Statement {
  const target = `ALTER TABLE ${qualifiedName(names, table)}`;
  return {
    sql: `${target} ADD CONSTRAINT ${quoteIdentifier(constraint.name)} CHECK (${constraint.expression})`,
  };
}
