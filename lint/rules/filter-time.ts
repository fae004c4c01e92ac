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
        return table === undefined || timeColumns === undefined || isHeld(scopes, table, timeColumns)
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

/** Whether a condition names one of the columns, where the table is read or where its rows are used. */
function isHeld(scopes: readonly SelectScope[], table: string, columns: readonly string[]): boolean {
  return scopes.some((scope) => {
    let isNamed = false;
    visit(scope.conditions, (node) => {
      const origin = columnOrigin(node, scope);
      // A column whose table cannot be told may be this one's.
      isNamed ||=
        origin !== undefined && (origin.table ?? table) === table && columns.includes(origin.column);
      return true;
    });
    return isNamed;
  });
}
