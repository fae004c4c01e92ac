import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { Journal } from "../journal";

const notificationShape = z.object({
  id: z.string(),
  at: z.string(),
  /** Of an alert's message. */
  alert_id: z.string().optional(),
  /** Of a job's message; a run that was submitted has no job. */
  job_id: z.int().optional(),
  run_id: z.int().optional(),
  display_name: z.string(),
  status: z.string(),
  /** As the alert names them: `{user_email}` or `{destination_id}`. */
  subscriptions: z.array(z.looseObject({})),
  subject: z.string(),
  body: z.string(),
  format: z.enum(["HTML", "MARKDOWN"]),
  template_error: z.string().optional(),
});
export type InboxNotification = z.infer<typeof notificationShape>;

/** What alerts and jobs told their subscribers: nothing leaves the workspace, all of it is kept here, the oldest first. */
export class Inbox {
  readonly #journal: Journal<InboxNotification>;

  constructor(dataDir: string) {
    this.#journal = new Journal(join(dataDir, "inbox.jsonl"), notificationShape);
  }

  get notifications(): InboxNotification[] {
    return [...this.#journal.records.values()];
  }

  add(notification: Omit<InboxNotification, "id">): InboxNotification {
    const kept = { id: randomUUID(), ...notification };
    this.#journal.put(kept.id, kept);
    return kept;
  }

  close(): void {
    this.#journal.close();
  }
}
