import type { AlertDefinition } from "../definition";
import { SEVERITIES } from "../tables/allowed-values";
import type { Cells } from "./cells";

/** The reverse of `displayName`; nothing for a name that does not begin with a severity. */
export function nameCells({ displayName }: AlertDefinition): Cells {
  const [, word, name] = /^\[(\w+)\] (.+)$/s.exec(displayName) ?? [];
  const severity = SEVERITIES.find((known) => known === word);
  return severity === undefined || name === undefined ? {} : { severity, alert_name: name };
}
