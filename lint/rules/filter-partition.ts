import { timeBounds } from "../../sql/time-bounds";
import type { LintRule } from "../lint-rule";
import { systemTable } from "../system-tables";

export const FILTER_PARTITION: LintRule = {
  id: "filter/partition",
  severity: "warning",
  title: "A system table is filtered by time, but not by the day column that it is laid out by.",
  reason:
    "The table is stored day by day. A condition on the time of an event alone makes each run read far more than the days that matter.",
  fix: "Add a condition on the day column next to the one on the time.",
  check: ({ scopes }) =>
    scopes.flatMap((scope) => {
      // What cannot be told to be another table's may be this one's, also where its rows are used later.
      const bounds = scopes.flatMap(timeBounds).map(({ origin }) => origin);
      return scope.sources.flatMap(({ table }) => {
        const day = systemTable(table)?.dayColumn;
        const columns = bounds
          .filter((origin) => (origin.table ?? table) === table)
          .map(({ column }) => column);
        const column = columns.find((name) => systemTable(table)?.timeColumns.includes(name));
        return table === undefined || day === undefined || column === undefined || columns.includes(day)
          ? []
          : [
              {
                column: "alert_query_template" as const,
                about: table,
                message: `${table} is filtered by ${column}, but not by ${day}.`,
                fix: `Add a condition on ${day}, such as ${day} >= current_date() - INTERVAL 1 DAY.`,
              },
            ];
      });
    }),
};
