import type { AlertRow } from "../tables/alert-configurations";
import { SEVERITIES } from "../tables/allowed-values";
import type { AlertField } from "./alert-field";

/** `[WARNING] Tag Coverage Drop`. */
export function displayName(row: Pick<AlertRow, "severity" | "alert_name">): string {
  return `[${row.severity}] ${row.alert_name.trim()}`;
}

export const DISPLAY_NAME: AlertField<"displayName"> = {
  path: "displayName",
  words: "the name",
  unsayable: "must be [CRITICAL], [WARNING] or [INFO] and a name",
  read: displayName,
  cells({ displayName }) {
    const [, word, name] = /^\[(\w+)\] (.+)$/s.exec(displayName) ?? [];
    const severity = SEVERITIES.find((known) => known === word);
    return severity === undefined || name === undefined ? {} : { severity, alert_name: name };
  },
};
