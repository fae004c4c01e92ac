import { z } from "zod";
import type { AlertDefinition, ThresholdValue } from "../alerting/definition";
import type { ManagedField } from "../alerting/definition-fields";
import type { RemoteAlert } from "./remote-alert";

/**
 * The API's form of an alert and ours: the only place that knows its snake_case. Unknown fields are let through unread.
 *
 * A text that is missing is an empty one, as in every protobuf API; only the id cannot be.
 *
 * @see https://docs.databricks.com/api/workspace/alertsv2
 */
const text = z.string().default("");
/** Left out, null and empty say the same: not set. */
const optional = z
  .string()
  .nullish()
  .transform((value) => (value ? value : undefined));
/** int64 may come as a string. */
const count = z.coerce.number().default(0);

const Column = z.object({ name: text, aggregation: optional });
const Value = z.object({
  double_value: z.coerce.number().optional(),
  string_value: z.string().optional(),
  bool_value: z.boolean().optional(),
});
const Threshold = z.object({ value: Value.optional(), column: Column.optional() });
const Notification = z.object({
  subscriptions: z.array(z.object({ user_email: optional, destination_id: optional })).default([]),
  notify_on_ok: z.boolean().default(false),
  retrigger_seconds: count,
});
const Evaluation = z.object({
  source: Column.prefault({}),
  comparison_operator: text,
  threshold: Threshold.optional(),
  // Described as the service's default; it does not write it back when unset.
  empty_result_state: z.string().default("ERROR"),
  notification: Notification.prefault({}),
  state: optional,
  last_evaluated_at: optional,
});
const Schedule = z.object({
  quartz_cron_schedule: text,
  timezone_id: text,
  pause_status: z.string().default("UNPAUSED"),
});

const Wire = z.object({
  id: z.string().min(1),
  display_name: text,
  query_text: text,
  warehouse_id: text,
  parent_path: text,
  custom_summary: optional,
  custom_description: optional,
  run_as: z.object({ user_name: optional, service_principal_name: optional }).optional(),
  evaluation: Evaluation.prefault({}),
  schedule: Schedule.prefault({}),
  lifecycle_state: text,
  create_time: optional,
  update_time: optional,
  owner_user_name: optional,
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
      threshold: evaluation.threshold && readThreshold(evaluation.threshold),
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
  }) as RemoteAlert; // the same object, properties of value undefined left out
});

function readThreshold({ value, column }: z.output<typeof Threshold>) {
  return {
    value: value && {
      doubleValue: value.double_value,
      stringValue: value.string_value,
      boolValue: value.bool_value,
    },
    column,
  };
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
  const whole = updatableBody(definition);
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
