import type { AlertColumnName, AlertRow } from "./tables/alert-configurations";

/** A cell that somebody filled in, and that does nothing. */
interface IdleCell {
  readonly column: AlertColumnName;
  /** Goes on after the cell: `threshold_value_min 5 has no effect: …`. */
  readonly rule: string;
}

/** The cells of the row that belong to something which the row does not ask for. */
export function idleCells(row: AlertRow): IdleCell[] {
  const operator = row.threshold_operator.trim().toUpperCase().replace(/\s+/g, " ");
  const idle: readonly (readonly [AlertColumnName, boolean, string])[] = [
    ["threshold_value_min", /BETWEEN$/.test(operator), "only BETWEEN and NOT BETWEEN have ends"],
    ["threshold_value_max", /BETWEEN$/.test(operator), "only BETWEEN and NOT BETWEEN have ends"],
    ["threshold_value_list", /(?:^| )IN$/.test(operator), "only IN and NOT IN have a list"],
    ["silence_reason", row.silenced_until !== null, "silenced_until is NULL"],
    ["shadow_until", row.notification_mode !== null, "notification_mode is NULL, which is LIVE"],
    ["ml_model_name", row.ml_model_enabled === true, "ml_model_enabled is not TRUE"],
    ["ml_threshold", row.ml_model_enabled === true, "ml_model_enabled is not TRUE"],
  ];
  return idle.flatMap(([column, isUsed, why]) =>
    isUsed || isEmpty(row[column]) ? [] : { column, rule: `has no effect: ${why}` },
  );
}

function isEmpty(cell: AlertRow[AlertColumnName]): boolean {
  return cell === null || cell === "" || (Array.isArray(cell) && cell.length === 0);
}
