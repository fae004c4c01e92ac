import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { ApiError } from "../api-error";
import { Journal } from "../journal";
import type { Sequenced } from "../request-query";
import { nextSequence } from "./saved-query-store";

const OPERATORS = [
  "EQUAL",
  "GREATER_THAN",
  "GREATER_THAN_OR_EQUAL",
  "IS_NULL",
  "LESS_THAN",
  "LESS_THAN_OR_EQUAL",
  "NOT_EQUAL",
] as const;
const STATES = ["OK", "TRIGGERED", "UNKNOWN"] as const;
export type LegacyState = (typeof STATES)[number];

const text = z.string();
const filledText = text.min(1, "must not be empty");
const value = z.looseObject({
  bool_value: z.boolean().optional(),
  double_value: z.number().optional(),
  string_value: text.optional(),
});

/**
 * An alert of the first version: it asks a saved query, and has no schedule of its own.
 *
 * @see https://docs.databricks.com/api/workspace/alertslegacy/create
 */
export const legacyAlertShape = z.looseObject({
  display_name: filledText,
  query_id: filledText,
  condition: z.looseObject({
    op: z.enum(OPERATORS),
    operand: z.looseObject({ column: z.looseObject({ name: filledText }) }),
    threshold: z.looseObject({ value }).optional(),
    empty_result_state: z.enum(STATES).optional(),
  }),
  custom_subject: text.optional(),
  custom_body: text.optional(),
  notify_on_ok: z.boolean().optional(),
  seconds_to_retrigger: z.int().min(0).optional(),
  parent_path: text.regex(/^\//, "must be an absolute path").optional(),
  // Set by the service:
  id: text.optional(),
  owner_user_name: text.optional(),
  lifecycle_state: z.enum(["ACTIVE", "TRASHED"]).optional(),
  state: z.enum(STATES).optional(),
  trigger_time: text.optional(),
});
export type LegacyAlert = z.infer<typeof legacyAlertShape>;

const storedShape = z.object({ sequence: z.int(), object: legacyAlertShape });

/** The workspace's alerts of the first version, those in the trash among them. */
export class LegacyAlertStore {
  readonly #journal: Journal<z.infer<typeof storedShape>>;
  readonly #clock: () => Date;

  constructor(dataDir: string, clock: () => Date) {
    this.#journal = new Journal(join(dataDir, "legacy-alerts.jsonl"), storedShape);
    this.#clock = clock;
  }

  create(body: LegacyAlert, caller: string): LegacyAlert {
    const id = randomUUID();
    const now = this.#clock().toISOString();
    const object = {
      parent_path: `/Workspace/Users/${caller}`,
      ...body,
      id,
      owner_user_name: caller,
      lifecycle_state: "ACTIVE" as const,
      state: "UNKNOWN" as const,
      create_time: now,
      update_time: now,
    };
    this.#journal.put(id, { sequence: nextSequence(this.#journal.records), object });
    return object;
  }

  get(id: string): LegacyAlert {
    return this.#find(id).object;
  }

  /** In the order of creation, without the trash. */
  list(): readonly (Sequenced & { readonly object: LegacyAlert })[] {
    return [...this.#journal.records.values()].filter(({ object }) => object.lifecycle_state === "ACTIVE");
  }

  /** "Trashed alerts can no longer trigger." One that is there already stays. */
  trash(id: string): void {
    const { sequence, object } = this.#find(id);
    this.#journal.put(id, { sequence, object: { ...object, lifecycle_state: "TRASHED" } });
  }

  noteState(id: string, state: LegacyState): void {
    const { sequence, object } = this.#find(id);
    const triggered = state === "TRIGGERED" && object.state !== "TRIGGERED";
    const trigger_time = triggered ? this.#clock().toISOString() : object.trigger_time;
    this.#journal.put(id, { sequence, object: { ...object, state, trigger_time } });
  }

  close(): void {
    this.#journal.close();
  }

  #find(id: string) {
    const found = this.#journal.records.get(id);
    if (found === undefined) throw ApiError.notFound(`Alert with ID '${id}' does not exist.`);
    return found;
  }
}
