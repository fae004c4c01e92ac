import type { LiveDefinition } from "../definition";
import type { Cells } from "../row-from-alert";
import type { AlertRow } from "../tables/alert-configurations";
import { SEVERITIES } from "../tables/allowed-values";

/** `[WARNING] Tag Coverage Drop`. */
export function displayName(row: Pick<AlertRow, "severity" | "alert_name">): string {
  return `[${row.severity}] ${row.alert_name.trim()}`;
}

/** The reverse of `displayName`; nothing for a name that does not begin with a severity. */
export function nameCells({ displayName }: LiveDefinition): Cells {
  const [, word, name] = /^\[(\w+)\] (.+)$/s.exec(displayName) ?? [];
  const severity = SEVERITIES.find((known) => known === word);
  return severity === undefined || name === undefined ? {} : { severity, alert_name: name };
}
