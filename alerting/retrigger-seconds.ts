import type { AlertNotes } from "./alert-notes";
import type { AlertRow } from "./tables/alert-configurations";

/** Seconds between reminders; 0: one notification until the alert is OK again. */
export function retriggerSeconds(
  row: Pick<AlertRow, "retrigger_seconds">,
  notes: AlertNotes,
): number | undefined {
  const seconds = row.retrigger_seconds ?? 0;
  return seconds >= 0 ? seconds : notes.fault("retrigger_seconds", "must be 0 or more");
}
