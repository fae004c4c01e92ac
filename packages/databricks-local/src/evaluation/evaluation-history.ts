import { join } from "node:path";
import { z } from "zod";
import { EVALUATION_STATES, subscription } from "../alerts/alert-shape";
import { Journal } from "../journal";
import { COMPARED_KINDS } from "./compare";

export const HISTORY_FILE = "alert-evaluations.jsonl";

const state = z.enum(EVALUATION_STATES);

const deliveryShape = z.object({
  destination_id: z.string(),
  status: z.enum(["DELIVERED", "FAILED", "INBOX_ONLY"]),
  attempts: z.int(),
  /** Why it is not delivered. */
  detail: z.string().optional(),
});
export type Delivery = z.infer<typeof deliveryShape>;

const entryShape = z.object({
  /** Counts up over all alerts. */
  evaluation_id: z.string(),
  alert_id: z.string(),
  display_name: z.string(),
  evaluated_at: z.string(),
  ended_at: z.string().optional(),
  trigger: z.enum(["SCHEDULE", "ON_DEMAND"]),
  previous_state: state,
  state,
  /** Why it was not evaluated; the state stays. */
  skipped: z.string().optional(),
  value: z.string().nullable(),
  threshold: z.string().nullable(),
  /** What the two were compared as. */
  value_kind: z.enum(COMPARED_KINDS).optional(),
  error: z.string().optional(),
  notification_id: z.string().optional(),
  /** Who was told. */
  subscriptions: z.array(subscription).optional(),
  /** Whose webhook did not take it. */
  failed_subscriptions: z.array(subscription).optional(),
  deliveries: z.array(deliveryShape).optional(),
  /** When subscribers last heard of the trouble that is still open. */
  told_at: z.string().nullable(),
});
export type EvaluationEntry = z.infer<typeof entryShape>;

/** Every evaluation of every alert, also of those that are gone; nothing is ever taken back. */
export class EvaluationHistory {
  readonly #journal: Journal<EvaluationEntry>;
  readonly #byAlert = new Map<string, EvaluationEntry[]>();

  constructor(dataDir: string) {
    this.#journal = new Journal(join(dataDir, HISTORY_FILE), entryShape);
    for (const entry of this.#journal.records.values()) this.#index(entry);
  }

  /** Of all alerts. */
  get size(): number {
    return this.#journal.records.size;
  }

  /** The oldest first. */
  of(alertId: string): readonly EvaluationEntry[] {
    return this.#byAlert.get(alertId) ?? [];
  }

  add(evaluation: Omit<EvaluationEntry, "evaluation_id">): EvaluationEntry {
    const entry = { evaluation_id: String(this.#journal.records.size + 1), ...evaluation };
    this.#journal.put(entry.evaluation_id, entry);
    this.#index(entry);
    return entry;
  }

  close(): void {
    this.#journal.close();
  }

  #index(entry: EvaluationEntry): void {
    const entries = this.#byAlert.get(entry.alert_id);
    if (entries === undefined) this.#byAlert.set(entry.alert_id, [entry]);
    else entries.push(entry);
  }
}
