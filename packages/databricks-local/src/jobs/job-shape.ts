import { z } from "zod";
import { faultOfQuartzCron, isTimeZone } from "../alerts/quartz-cron";
import {
  emailNotifications,
  faultsOfTaskGraph,
  notificationSettings,
  type Task,
  taskShape,
  unsupportedField,
} from "./task-shape";

const MAX_TASKS = 100;

const schedule = z.looseObject({
  quartz_cron_expression: z.string().superRefine((cron, context) => {
    const fault = faultOfQuartzCron(cron);
    if (fault !== undefined) context.addIssue(`'${cron}' is not a Quartz cron expression: ${fault}`);
  }),
  timezone_id: z.string().refine(isTimeZone, {
    error: ({ input }) => `'${String(input)}' is not a time zone id`,
  }),
  pause_status: z.enum(["PAUSED", "UNPAUSED"]).default("UNPAUSED"),
});

const tasks = z
  .array(taskShape)
  .max(MAX_TASKS, `must have at most ${MAX_TASKS} tasks in the local workspace`)
  .superRefine((list, context) => faultsOfTaskGraph(list).forEach((fault) => context.addIssue(fault)));

const runFields = {
  timeout_seconds: z.int().min(0).optional(),
  queue: z.looseObject({ enabled: z.boolean() }).optional(),
  email_notifications: emailNotifications.optional(),
  notification_settings: notificationSettings.optional(),
  git_source: unsupportedField(": import the notebooks instead"),
};

/**
 * What a job is set to. Fields that are not named here are kept as they come, and change nothing.
 *
 * @see https://docs.databricks.com/api/workspace/jobs/create
 */
export const settingsShape = z.looseObject({
  ...runFields,
  name: z
    .string()
    .refine((name) => Buffer.byteLength(name) <= 4096, "must have at most 4096 bytes")
    .optional(),
  tags: z.record(z.string(), z.string()).optional(),
  tasks: tasks.optional(),
  parameters: z
    .array(z.looseObject({ name: z.string().regex(/^[\w.-]+$/), default: z.string().default("") }))
    .optional(),
  max_concurrent_runs: z.int().min(0).max(1000).optional(),
  schedule: schedule.optional(),
  continuous: unsupportedField(),
  trigger: unsupportedField(": it has schedules only"),
  triggers: unsupportedField(": it has schedules only"),
});

export type JobSettings = z.output<typeof settingsShape>;

/** What `update` takes: its tasks are merged with those there are, so how they depend on each other is seen later. */
const changedSettingsShape = settingsShape.extend({ tasks: z.array(taskShape).optional() });

/** @see https://docs.databricks.com/api/workspace/jobs/submit */
export const submitShape = z.looseObject({
  ...runFields,
  run_name: z.string().default("Untitled"),
  idempotency_token: z.string().max(64, "must have at most 64 characters").optional(),
  tasks,
});

export const jobChangeShape = z.looseObject({
  job_id: z.int(),
  new_settings: changedSettingsShape.optional(),
  fields_to_remove: z.array(z.string()).optional(),
});
export type JobChange = Pick<z.output<typeof jobChangeShape>, "new_settings" | "fields_to_remove">;

/** Arrays whose elements are merged by the field that names them. */
const KEYED = {
  tasks: "task_key",
  job_clusters: "job_cluster_key",
  environments: "environment_key",
} as const;

type Fields = Record<string, unknown>;

/**
 * "Top-level fields specified in new_settings are completely replaced, except for arrays which are merged [by] task_key
 * or job_cluster_key, while previous entries are kept." Removing nested fields works for tasks and job clusters only.
 */
export function changeSettings(settings: JobSettings, change: JobChange): Fields {
  const result: Fields = { ...settings };
  for (const [name, value] of Object.entries(change.new_settings ?? {}))
    result[name] = isKeyed(name) ? merge(result[name], value, KEYED[name]) : value;

  for (const path of change.fields_to_remove ?? []) {
    const [name = "", key] = path.split("/");
    if (key === undefined) delete result[name];
    else if (isKeyed(name))
      result[name] = elementsOf(result[name]).filter((element) => element[KEYED[name]] !== key);
  }
  return result;
}

function merge(current: unknown, change: unknown, key: string): Fields[] {
  const changes = elementsOf(change);
  const changed = (element: Fields) => changes.find((other) => other[key] === element[key]);
  const previous = elementsOf(current);
  const added = changes.filter((element) => !previous.some((other) => other[key] === element[key]));
  return [...previous.map((element) => changed(element) ?? element), ...added];
}

function elementsOf(value: unknown): Fields[] {
  return z.array(z.record(z.string(), z.unknown())).catch([]).parse(value);
}

function isKeyed(name: string): name is keyof typeof KEYED {
  return Object.hasOwn(KEYED, name);
}

/** What the service fills in when a job is written, as the CLI's own stand-in records it from the cloud. */
export function withJobDefaults(settings: JobSettings): JobSettings {
  return {
    email_notifications: {},
    webhook_notifications: {},
    format: "MULTI_TASK",
    timeout_seconds: 0,
    max_concurrent_runs: 1,
    ...settings,
    name: settings.name ?? "Untitled",
    ...(settings.tasks !== undefined && { tasks: settings.tasks.map(withTaskDefaults) }),
  };
}

export function withTaskDefaults(task: Task): Task {
  const { notebook_task, sql_task, depends_on } = task;
  const byKey = (one: { task_key: string }, other: { task_key: string }) =>
    one.task_key < other.task_key ? -1 : 1;
  return {
    run_if: "ALL_SUCCESS",
    timeout_seconds: 0,
    email_notifications: {},
    ...task,
    ...(depends_on !== undefined && { depends_on: [...depends_on].sort(byKey) }),
    ...(notebook_task !== undefined && { notebook_task: { source: "WORKSPACE", ...notebook_task } }),
    ...(sql_task?.file !== undefined && {
      sql_task: { ...sql_task, file: { source: "WORKSPACE", ...sql_task.file } },
    }),
  };
}
