import type { AlertRow } from "./tables/alert-configurations";

/** `[WARNING] Tag Coverage Drop`. */
export function displayName(row: Pick<AlertRow, "severity" | "alert_name">): string {
  return `[${row.severity}] ${row.alert_name.trim()}`;
}
