import assert from "node:assert/strict";

/** Where the notebook has what is written into it. */
const PLACE = "ALERTS = None";

/**
 * The notebook of the history job: `template` is `jobs/record_history.py`, `alertIds` the alerts that the stack has, by row.
 * They are no parameter: whoever may run the job could name any alert, as whoever may write a row can there.
 */
export function historyNotebook(template: string, alertIds: Readonly<Record<string, string>>): string {
  assert(
    template.includes(PLACE),
    `jobs/record_history.py has no line ${PLACE}, in whose stead the stack's alerts stand.`,
  );
  const alerts = Object.entries(alertIds)
    .map(([alert_id, databricks_alert_id]) => ({ alert_id, databricks_alert_id }))
    .sort((a, b) => (a.alert_id < b.alert_id ? -1 : 1));
  // A text of JSON is one of Python, too, whatever it holds.
  return template.replace(PLACE, () => `ALERTS = json.loads(${JSON.stringify(JSON.stringify(alerts))})`);
}
