import type { Inbox } from "../evaluation/inbox";
import type { Phase, RunRecord } from "./runs/run-record";
import type { Task } from "./task-shape";

type Occasion = "on_start" | "on_success" | "on_failure";
type Owner = Pick<Task, "email_notifications" | "notification_settings">;

/**
 * Tells the addresses of `email_notifications`, by way of the inbox. "Completed unsuccessfully: INTERNAL_ERROR, SKIPPED,
 * FAILED or TIMED_OUT"; the settings can leave out runs that were skipped or cancelled.
 *
 * @see https://docs.databricks.com/aws/en/jobs/notifications
 */
export class JobMail {
  readonly #inbox: Inbox;
  readonly #clock: () => Date;

  constructor(inbox: Inbox, clock: () => Date) {
    this.#inbox = inbox;
    this.#clock = clock;
  }

  started(run: RunRecord, task?: Task): void {
    this.#send("on_start", run, task, "started", "");
  }

  ended(run: RunRecord, phase: Phase, task?: Task): void {
    const owner = task ?? run.settings;
    const occasion = occasionOf(phase, owner);
    const status = (phase.result_state ?? phase.life_cycle_state).toLowerCase().replaceAll("_", " ");
    if (occasion !== undefined) this.#send(occasion, run, task, status, phase.message);
  }

  #send(occasion: Occasion, run: RunRecord, task: Task | undefined, status: string, message: string): void {
    const owner: Owner = task ?? run.settings;
    const addresses = owner.email_notifications?.[occasion] ?? [];
    if (addresses.length === 0) return;
    const what = task === undefined ? "" : `Task "${task.task_key}" of `;
    const title = `${what}${what === "" ? "Job" : "job"} "${run.run_name}": ${status}`;
    const lines = [`${title} (run ${run.run_id}).`, ...(message === "" ? [] : [message])];
    this.#inbox.add({
      at: this.#clock().toISOString(),
      ...(run.job_id !== undefined && { job_id: run.job_id }),
      run_id: run.run_id,
      display_name: run.run_name,
      status: status.toUpperCase(),
      subscriptions: addresses.map((user_email) => ({ user_email })),
      subject: title,
      body: lines.map((line) => `<p>${escapeHtml(line)}</p>`).join(""),
      format: "HTML",
    });
  }
}

function occasionOf({ life_cycle_state, result_state }: Phase, owner: Owner): Occasion | undefined {
  const { notification_settings: settings, email_notifications: addresses } = owner;
  if (result_state === "SUCCESS") return "on_success";
  if (life_cycle_state === "SKIPPED") {
    const isSilent = settings?.no_alert_for_skipped_runs ?? addresses?.no_alert_for_skipped_runs;
    return isSilent === true ? undefined : "on_failure";
  }
  if (result_state === "CANCELED")
    return settings?.no_alert_for_canceled_runs === true ? undefined : "on_failure";

  return result_state === "FAILED" || result_state === "TIMEDOUT" ? "on_failure" : undefined;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
