import type { LiveDefinition } from "../definition";
import type { AlertRow } from "../tables/alert-configurations";
import { NOTIFICATION_MODES, SEVERITIES } from "../tables/allowed-values";
import type { AlertField } from "./alert-field";

/** Behind the name of an alert that is only tried. */
const SHADOW = " (shadow)";

/** `[WARNING] Tag Coverage Drop`; as it stands where the row says the whole name. */
export function displayName(
  row: Pick<AlertRow, "severity" | "alert_name" | "notification_mode" | "other_fields">,
): string {
  const said = row.other_fields?.["displayName"];
  const name = said ? said : `[${row.severity}] ${row.alert_name.trim()}`;
  return `${name}${isShadow(row) ? SHADOW : ""}`;
}

/** How urgent an alert is by its name; `undefined` of one that was named by hand. */
export function severityIn(definition: Pick<LiveDefinition, "displayName"> | undefined) {
  const word = /^\[(\w+)\] /.exec(definition?.displayName ?? "")?.[1];
  return SEVERITIES.find((severity) => severity === word);
}

/** Whether the alert is only tried: it tells nobody. */
export function isShadow({ notification_mode: mode }: Pick<AlertRow, "notification_mode">): boolean {
  return mode?.trim().toUpperCase() === "SHADOW";
}

export const DISPLAY_NAME: AlertField<"displayName"> = {
  path: "displayName",
  words: "the name",
  unsayable: "must be [CRITICAL], [WARNING] or [INFO] and a name",
  read(row, notes) {
    const mode = row.notification_mode?.trim().toUpperCase() ?? "LIVE";
    if (!NOTIFICATION_MODES.some((known) => known === mode))
      notes.fault("notification_mode", `is not one of ${NOTIFICATION_MODES.join(", ")}`);
    return displayName(row);
  },
  cells({ displayName: shown }, row) {
    const isTried = isShadow(row) && shown.endsWith(SHADOW);
    const called = isTried ? shown.slice(0, -SHADOW.length) : shown;
    const [, word, name] = /^\[(\w+)\] (.+)$/s.exec(called) ?? [];
    const severity = SEVERITIES.find((known) => known === word);
    return severity === undefined || name === undefined
      ? {}
      : {
          severity,
          alert_name: name,
          // Without the mark it is no longer only tried.
          ...(isShadow(row) && !isTried && { notification_mode: null }),
        };
  },
};
