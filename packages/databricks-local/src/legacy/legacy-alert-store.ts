import { z } from "zod";
import { placedShape, TrashableStore } from "./trashable-store";

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
export const legacyAlertShape = placedShape.extend({
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
  // Set by the service:
  state: z.enum(STATES).optional(),
  trigger_time: text.optional(),
});
export type LegacyAlert = z.infer<typeof legacyAlertShape>;

/** The workspace's alerts of the first version. "Trashed alerts can no longer trigger." */
export class LegacyAlertStore extends TrashableStore<LegacyAlert> {
  constructor(dataDir: string, clock: () => Date) {
    super(dataDir, { file: "legacy-alerts.jsonl", noun: "Alert", shape: legacyAlertShape }, clock);
  }

  override create(body: LegacyAlert, caller: string): LegacyAlert {
    return super.create({ ...body, state: "UNKNOWN" }, caller);
  }

  noteState(id: string, state: LegacyState): void {
    const alert = this.get(id);
    const triggered = state === "TRIGGERED" && alert.state !== "TRIGGERED";
    const trigger_time = triggered ? this.clock().toISOString() : alert.trigger_time;
    this.replace(id, { ...alert, state, trigger_time });
  }
}
