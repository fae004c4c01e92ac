import { z } from "zod";
import type { LiveDefinition, LiveThreshold } from "../alerting/definition";
import { fieldValue, MANAGED_FIELDS, type ManagedField, withValueAt } from "../alerting/definition-fields";
import { isUnset, type RemoteAlert, THRESHOLD_VALUE, thresholdValue, unknownKeys } from "./remote-alert";

/**
 * The API's form of an alert and ours: the only place that knows its snake_case. Of fields that it does not know, the
 * names are read.
 *
 * A text that is missing is an empty one, as in every protobuf API; only the id cannot be.
 *
 * @see https://docs.databricks.com/api/workspace/alertsv2
 */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");
/** Left out, null and empty say the same: not set. */
const optional = z
  .string()
  .nullish()
  .transform((value) => (value ? value : undefined));
/** A word of a list. Its first one, which means that it was not chosen, ends in `_UNSPECIFIED` in every protobuf API. */
const choice = optional.transform((value) => (value?.endsWith("_UNSPECIFIED") ? undefined : value));
/** int64 may come as a string. */
const count = z.coerce.number().default(0);

/** A name for the column that is its own says nothing. */
const Column = z
  .object({ name: text, aggregation: choice, display: optional })
  .transform(({ name, aggregation, display }) => ({
    name,
    aggregation,
    display: display === name ? undefined : display,
  }));
const Threshold = z.object({ value: THRESHOLD_VALUE.nullish(), column: Column.nullish() });
const Notification = z.looseObject({
  subscriptions: z
    .array(z.object({ user_email: optional, destination_id: optional }))
    .nullish()
    .transform((list) => list ?? []),
  notify_on_ok: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  retrigger_seconds: count,
});
const Evaluation = z.looseObject({
  source: Column.prefault({}),
  comparison_operator: choice.transform((value) => value ?? ""),
  threshold: Threshold.nullish(),
  // Described as the service's default; it does not write it back when unset.
  empty_result_state: choice.transform((value) => value ?? "ERROR"),
  notification: Notification.prefault({}),
  state: optional,
  last_evaluated_at: optional,
});
const Schedule = z.looseObject({
  quartz_cron_schedule: text,
  timezone_id: text,
  pause_status: choice.transform((value) => value ?? "UNPAUSED"),
});

const Wire = z.looseObject({
  id: z.string().min(1),
  display_name: text,
  query_text: text,
  warehouse_id: text,
  parent_path: text,
  custom_summary: optional,
  custom_description: optional,
  // What is rendered where nothing is chosen is HTML.
  custom_template_format: choice.transform((value) => (value === "HTML" ? undefined : value)),
  parameters: z.array(z.unknown()).nullish(),
  run_as: z.object({ user_name: optional, service_principal_name: optional }).nullish(),
  evaluation: Evaluation.prefault({}),
  schedule: Schedule.prefault({}),
  lifecycle_state: text,
  create_time: optional,
  update_time: optional,
  owner_user_name: optional,
  // What follows from the other fields.
  run_as_user_name: z.unknown().optional(),
  effective_run_as: z.unknown().optional(),
});

export const AlertAnswer = Wire.transform((wire): RemoteAlert => {
  const { evaluation, schedule } = wire;
  const definition = {
    displayName: wire.display_name,
    queryText: wire.query_text,
    warehouseId: wire.warehouse_id,
    parentPath: wire.parent_path.replace(/^\/Workspace(?=\/)/, "").replace(/(?<=.)\/$/, ""),
    evaluation: {
      source: evaluation.source,
      comparisonOperator: evaluation.comparison_operator,
      threshold: readThreshold(evaluation.threshold),
      emptyResultState: evaluation.empty_result_state,
      notification: {
        subscriptions: evaluation.notification.subscriptions.map(({ user_email, destination_id }) => ({
          userEmail: user_email,
          destinationId: destination_id,
        })),
        notifyOnOk: evaluation.notification.notify_on_ok,
        retriggerSeconds: evaluation.notification.retrigger_seconds,
      },
    },
    schedule: {
      quartzCronSchedule: schedule.quartz_cron_schedule,
      timezoneId: schedule.timezone_id,
      pauseStatus: schedule.pause_status,
    },
    customSummary: wire.custom_summary,
    customDescription: wire.custom_description,
    customTemplateFormat: wire.custom_template_format,
    runAs:
      wire.run_as === null
        ? undefined
        : wire.run_as && {
            userName: wire.run_as.user_name,
            servicePrincipalName: wire.run_as.service_principal_name,
          },
  };
  return withoutUndefined<RemoteAlert>({
    id: wire.id,
    definition,
    lifecycleState: wire.lifecycle_state === "DELETED" ? "DELETED" : "ACTIVE",
    evaluationState: evaluation.state,
    lastEvaluatedAt: evaluation.last_evaluated_at,
    createTime: wire.create_time,
    updateTime: wire.update_time,
    ownerUserName: wire.owner_user_name,
    kept: keptFields(wire),
  });
});

/** An empty message is none. */
function readThreshold(
  threshold: z.output<typeof Threshold> | null | undefined,
): Unset<LiveThreshold> | undefined {
  const value = thresholdValue(threshold?.value);
  if (value !== undefined) return { value };
  return threshold?.column ? { column: threshold.column } : undefined;
}

/** What an alert has and no definition can say, by its path in the API. */
function keptFields(wire: z.output<typeof Wire>): readonly string[] | undefined {
  const { evaluation, schedule, parameters } = wire;
  const kept = [
    ...(isUnset(parameters) ? [] : ["parameters"]),
    ...unknownKeys("", wire, Wire),
    ...unknownKeys("evaluation.", evaluation, Evaluation),
    ...unknownKeys("evaluation.notification.", evaluation.notification, Notification),
    ...unknownKeys("schedule.", schedule, Schedule),
  ];
  return kept.length === 0 ? undefined : kept;
}

type Json = Readonly<Record<string, unknown>>;

/** The whole alert, as a POST takes it. */
export function alertBody(definition: LiveDefinition): Json {
  return snakeKeys({ ...partsOf(definition, MANAGED_FIELDS), parentPath: definition.parentPath });
}

/** The fields that a PATCH names, and a body that holds nothing else. A field that is not set is named only: that clears it. */
export function alertPatch(
  definition: LiveDefinition,
  fields: readonly ManagedField[],
): { readonly updateMask: string; readonly body: Json } {
  // Where nothing is chosen the service renders HTML; it is said only to undo another choice.
  const body = partsOf({ customTemplateFormat: "HTML", ...definition }, fields);
  return { updateMask: fields.map(snakeCase).join(","), body: snakeKeys(body) };
}

/** These fields, as far as they are set, and nothing else: a definition may come with what is about its row. */
function partsOf(definition: LiveDefinition, fields: readonly ManagedField[]): Json {
  const set = fields.filter((field) => fieldValue(definition, field) !== undefined);
  return set.reduce<Json>((parts, field) => withValueAt(parts, field, fieldValue(definition, field)), {});
}

/** The API's names are ours in snake_case, at every depth. */
function snakeKeys(value: Json): Json {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [snakeCase(key), inSnakeCase(part)]));
}

function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  return typeof value === "object" && value !== null ? snakeKeys({ ...value }) : value;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The same with undefined for what is left out. */
type Unset<T> = T extends readonly (infer Element)[]
  ? readonly Unset<Element>[]
  : T extends object
    ? { readonly [Key in keyof T]: Unset<T[Key]> | Left<T, Key> }
    : T;
type Left<T, Key extends keyof T> = object extends Pick<T, Key> ? undefined : never;

/** A property of value undefined is another thing than none: to the hash of a field, and to a reader. */
function withoutUndefined<T>(value: Unset<T>): T {
  return defined(value) as T; // what `Unset` added is taken away
}

function defined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(defined);

  if (typeof value !== "object" || value === null) return value;

  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.map(([key, part]) => [key, defined(part)]));
}
