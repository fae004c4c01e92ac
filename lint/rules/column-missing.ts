import { nearestWord } from "../../messages/nearest-word";
import type { LintRule } from "../lint-rule";

export const COLUMN_MISSING: LintRule = {
  id: "column/missing",
  severity: "error",
  title: "The query's result does not have the compared column.",
  reason:
    "The service evaluates the alert to ERROR at every run: it never fires, and only its own page says so.",
  fix: "Name a column of the result in threshold_column, or add the column to the query.",
  check({ row, resultColumns }) {
    const wanted = row.threshold_column.trim();
    // A name such as `count(1)` can be the service's own for a column without one.
    const isNamed = /^\w+$/.test(wanted);
    if (resultColumns === undefined || !isNamed || resultColumns.includes(wanted.toLowerCase())) {
      return [];
    }
    const names = resultColumns.filter((name) => name !== "");
    const near = nearestWord(wanted, names);
    const list = names.length === 0 ? "no column with a name" : names.join(", ");
    const message = `The result has no column ${wanted}; it has ${list}.`;
    return [
      {
        column: "threshold_column",
        message,
        ...(near !== undefined && {
          fix: `Write threshold_column as ${near}, or add ${wanted} to the query.`,
        }),
      },
    ];
  },
};
