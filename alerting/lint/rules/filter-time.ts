import { columnOrigin } from "../../sql/column-origin";
import { visit } from "../../sql/nodes-of";
import type { SelectScope } from "../../sql/select-scopes";
import type { LintRule } from "../lint-rule";
import { systemTable } from "../system-tables";

export const FILTER_TIME: LintRule = {
  id: "filter/time",
  severity: "warning",
  title: "A system table is read without any condition on time.",
  reason:
    "System tables keep a year of rows and more. Each run reads all of them, and old rows keep the alert firing long after the incident.",
  fix: "Hold a column of time to the clock, and look back no longer than the question asks.",
  check: ({ scopes }) =>
    scopes.flatMap((scope) =>
      scope.sources.flatMap(({ table }) => {
        const { timeColumns } = systemTable(table) ?? {};
        return table === undefined || timeColumns === undefined || isHeld(scope, table, timeColumns)
          ? []
          : [
              {
                column: "alert_query_template" as const,
                about: table,
                message: `${table} is read without a condition on ${timeColumns.join(" or ")}.`,
              },
            ];
      }),
    ),
};

/** Whether a condition names one of the columns, here or where the SELECT's rows are used; in a join it may do so, too. */
function isHeld(
  { conditions, sources, ...scope }: SelectScope,
  table: string,
  columns: readonly string[],
): boolean {
  let isNamed = false;
  visit(conditions, (node) => {
    const origin = columnOrigin(node, { ...scope, conditions, sources });
    // An unqualified column of a join may be this table's.
    isNamed ||= origin !== undefined && (origin.table ?? table) === table && columns.includes(origin.column);
    return true;
  });
  return isNamed;
}
