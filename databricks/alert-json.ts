import { z } from "zod";
import type { AlertDefinition, ThresholdValue } from "../alerting/definition";
import type { ManagedField } from "../alerting/definition-fields";
import { isUnset, type RemoteAlert, unknownKeys } from "./remote-alert";

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
    ...{ name, aggregation },
    display: display === name ? undefined : display,
  }));
const Value = z.object({
  double_value: z.coerce.number().optional(),
  string_value: z.string().optional(),
  bool_value: z.boolean().optional(),
});
const Threshold = z.object({ value: Value.nullish(), column: Column.nullish() });
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
    runAs: wire.run_as && {
      userName: wire.run_as.user_name,
      servicePrincipalName: wire.run_as.service_principal_name,
    },
  };
  return withoutUndefined({
    id: wire.id,
    // Enum values that we do not know are kept: see RemoteAlert.definition.
    definition: definition as unknown as AlertDefinition,
    lifecycleState: wire.lifecycle_state === "DELETED" ? ("DELETED" as const) : ("ACTIVE" as const),
    evaluationState: evaluation.state,
    lastEvaluatedAt: evaluation.last_evaluated_at,
    createTime: wire.create_time,
    updateTime: wire.update_time,
    ownerUserName: wire.owner_user_name,
    kept: keptFields(wire),
  }) as RemoteAlert; // the same object, properties of value undefined left out
});

/** An empty message is none. */
function readThreshold(threshold: z.output<typeof Threshold> | null | undefined) {
  const { double_value, string_value, bool_value } = threshold?.value ?? {};
  const value = { doubleValue: double_value, stringValue: string_value, boolValue: bool_value };
  if (Object.values(value).some((part) => part !== undefined)) return { value };
  return threshold?.column && { column: threshold.column };
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
export function alertBody(definition: AlertDefinition): Json {
  return { ...updatableBody(definition), parent_path: definition.parentPath };
}

/** The fields that a PATCH names, and a body that holds nothing else. A field that is not set is named only: that clears it. */
export function alertPatch(
  definition: AlertDefinition,
  fields: readonly ManagedField[],
): { readonly updateMask: string; readonly body: Json } {
  const paths = fields.map(snakeCase);
  // Where nothing is chosen the service renders HTML; it is said only to undo another choice.
  const whole = { ...updatableBody(definition), custom_template_format: "HTML" };
  let body: Json = {};
  for (const path of paths) {
    body = copyPath(whole, body, path.split("."));
  }
  return { updateMask: paths.join(","), body };
}

function updatableBody({ evaluation, schedule, runAs, ...definition }: AlertDefinition): Json {
  const { source, threshold, notification } = evaluation;
  return withoutUndefined({
    display_name: definition.displayName,
    query_text: definition.queryText,
    warehouse_id: definition.warehouseId,
    custom_summary: definition.customSummary,
    custom_description: definition.customDescription,
    run_as: runAs && snakeKeys(runAs),
    evaluation: {
      source: { name: source.name, aggregation: source.aggregation },
      comparison_operator: evaluation.comparisonOperator,
      threshold: threshold && { value: snakeKeys<ThresholdValue>(threshold.value) },
      empty_result_state: evaluation.emptyResultState,
      notification: {
        subscriptions: notification.subscriptions.map(snakeKeys),
        notify_on_ok: notification.notifyOnOk,
        retrigger_seconds: notification.retriggerSeconds,
      },
    },
    schedule: {
      quartz_cron_schedule: schedule.quartzCronSchedule,
      timezone_id: schedule.timezoneId,
      pause_status: schedule.pauseStatus,
    },
  }) as Json; // an object in, an object out
}

/** `body` with the value that `whole` has at `path`, if it has one. */
function copyPath(whole: Json, body: Json, path: readonly string[]): Json {
  const [key = "", ...rest] = path;
  const value = whole[key];
  if (value === undefined) {
    return body;
  }
  return { ...body, [key]: rest.length === 0 ? value : copyPath(asJson(value), asJson(body[key]), rest) };
}

function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function snakeKeys<T extends object>(value: T): Json {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [snakeCase(key), part]));
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A property of value undefined is another thing than none: to the hash of a field, and to a reader. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutUndefined);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.map(([key, part]) => [key, withoutUndefined(part)]));
}
