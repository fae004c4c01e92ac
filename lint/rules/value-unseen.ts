import { nearestWord } from "../../messages/nearest-word";
import { literalComparisons } from "../../sql/comparisons";
import type { LintRule } from "../lint-rule";
import { systemTable } from "../system-tables";

export const VALUE_UNSEEN: LintRule = {
  id: "value/unseen",
  severity: "warning",
  title: "A column is compared with a value that it never has.",
  reason:
    "The condition keeps no row, or every row, and nothing says so: the alert looks healthy for as long as it is wrong.",
  fix: "Use a value that the table's documentation lists.",
  check: ({ scopes }) =>
    scopes.flatMap((scope) =>
      literalComparisons(scope).flatMap(({ origin: { table, column }, comparator, value }) => {
        const values = systemTable(table)?.values?.[column];
        if (values === undefined || typeof value !== "string" || values.includes(value)) return [];
        if (comparator !== "=" && comparator !== "!=") return [];
        const near = nearestWord(value, values);
        return [
          {
            column: "alert_query_template" as const,
            about: `${column} ${value}`,
            message: `${column} of ${table} is never '${value}': it is one of ${values.join(", ")}.`,
            ...(near !== undefined && { fix: `Write '${near}'.` }),
          },
        ];
      }),
    ),
};
