import { counted, shownText, shownValue } from "../messages/words";
import type { Adoption } from "./adopt-rows";

/** Why a field stays as the row has it. */
const REASONS: Readonly<Record<string, string>> = {
  displayName: "must be [CRITICAL], [WARNING] or [INFO] and a name",
  warehouseId: "is a setting of the stack",
  parentPath: "is a setting of the stack",
  "evaluation.notification.subscriptions":
    "names a destination that notification_destinations has no row for",
  customTemplateFormat: "is MARKDOWN, and rows have templates in HTML: the next up sets HTML",
  "evaluation.source.display":
    "is another name than the column's, which no row can say: the next up takes it away",
  "evaluation.threshold.column": "is a column, and rows have a value: the next up sets the row's",
};

/** For people: each row with its cells before and after, then what was done. */
export function describeAdoption(adoptions: readonly Adoption[], preview: boolean): string {
  const changed = adoptions.filter(({ cells }) => Object.keys(cells).length > 0);
  const told = adoptions.filter(
    (adoption) => changed.includes(adoption) || adoption.refused.length > 0 || adoption.kept,
  );
  const verdict =
    changed.length === 0
      ? "Nothing to adopt: the rows say what their alerts are."
      : preview
        ? `${counted(changed.length, "row")} would be written.`
        : `${counted(changed.length, "row")} written. After a refresh, a preview shows no change of what was adopted.`;
  return [...told.flatMap(describeRow), verdict].join("\n");
}

function describeRow({
  alertId,
  databricksAlertId,
  displayName,
  cells,
  refused,
  kept = [],
}: Adoption): string[] {
  const width = Math.max(0, ...Object.keys(cells).map((column) => column.length));
  return [
    `${shownText(alertId)} ← alert ${databricksAlertId} "${shownText(displayName)}"`,
    ...Object.entries(cells).map(
      ([column, cell]) => `  ${column.padEnd(width)}  ${shownValue(cell.old)} → ${shownValue(cell.new)}`,
    ),
    ...refused.map(
      (field) => `  not adopted: ${field} ${REASONS[field] ?? "has a value that no row can hold"}`,
    ),
    ...kept.map((field) => `  kept: ${shownText(field)}, which no row can say and no up changes`),
  ];
}
