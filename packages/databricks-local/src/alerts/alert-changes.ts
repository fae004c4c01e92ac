import { join } from "node:path";
import { z } from "zod";
import { Journal } from "../journal";
import type { AlertBody } from "./alert-shape";

export const CHANGES_FILE = "alert-changes.jsonl";

const changeShape = z.looseObject({
  alert_id: z.string(),
  change_time: z.string(),
  delete_time: z.string().nullable(),
});
type AlertChange = z.infer<typeof changeShape>;

/** Every definition that alerts have had, in the columns of `system.alert.alerts`; nothing is ever taken back. */
export class AlertChanges {
  readonly #journal: Journal<AlertChange>;
  /** Alert → its last change. */
  readonly #latest = new Map<string, AlertChange>();

  readonly #principalId: (name: string) => string | undefined;

  constructor(
    dataDir: string,
    /** The id of a user or service principal, by name. */
    principalId: (name: string) => string | undefined,
  ) {
    this.#principalId = principalId;

    this.#journal = new Journal(join(dataDir, CHANGES_FILE), changeShape);
    for (const change of this.#journal.records.values()) this.#latest.set(change.alert_id, change);
  }

  /** A definition that is new. The trash is not recorded: the service does not, either. */
  add(alert: AlertBody): void {
    if (alert.lifecycle_state !== "DELETED") this.#add(rowOf(alert, this.#principalId));
  }

  /** The alert is gone for good. */
  end(id: string, at: Date): void {
    const last = this.#latest.get(id);
    if (last === undefined || last.delete_time !== null) return;
    this.#add({ ...last, change_time: at.toISOString(), delete_time: at.toISOString() });
  }

  /** Adds what a killed process has left out, or one that did not keep changes yet. */
  catchUp(alerts: readonly AlertBody[], now: Date): void {
    for (const alert of alerts)
      if (this.#latest.get(alert.id ?? "")?.change_time !== alert.update_time) this.add(alert);

    const ids = new Set(alerts.map(({ id }) => id));
    for (const id of this.#latest.keys()) if (!ids.has(id)) this.end(id, now);
  }

  close(): void {
    this.#journal.close();
  }

  #add(change: AlertChange): void {
    this.#journal.put(String(this.#journal.records.size + 1), change);
    this.#latest.set(change.alert_id, change);
  }
}

function rowOf(alert: AlertBody, principalId: (name: string) => string | undefined): AlertChange {
  const { evaluation, effective_run_as: runAs, update_time = "" } = alert;
  const { notification = {} } = evaluation;
  const runAsName = runAs?.user_name ?? runAs?.service_principal_name ?? "";
  return {
    alert_id: alert.id ?? "",
    display_name: alert.display_name,
    owned_by: alert.owner_user_name,
    compute: { type: "WAREHOUSE", warehouse_id: alert.warehouse_id },
    run_as: principalId(runAsName) ?? runAsName,
    schedule: alert.schedule,
    evaluation_source: evaluation.source,
    evaluation_comparison_operator: evaluation.comparison_operator,
    evaluation_threshold: evaluation.threshold,
    evaluation_empty_result_state: evaluation.empty_result_state,
    notify_on_ok: notification.notify_on_ok ?? false,
    retrigger_seconds: notification.retrigger_seconds ?? 0,
    subscriptions: notification.subscriptions ?? [],
    change_time: update_time,
    create_time: alert.create_time,
    delete_time: null,
  };
}
