import { z } from "zod";
import { faultOfQuartzCron } from "../alerts/quartz-cron";
import { isTimeZone } from "../time-zone";
import { faultsOfTaskGraph } from "./task-graph";
import { emailNotifications, notificationSettings, taskShape, unsupported } from "./task-shape";

export const MAX_TASKS = 100;

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
  git_source: unsupported(": import the notebooks instead"),
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
  continuous: unsupported(),
  trigger: unsupported(": it has schedules only"),
  triggers: unsupported(": it has schedules only"),
});

export type JobSettings = z.output<typeof settingsShape>;

/** What `update` takes: its tasks are merged with those there are, so how they depend on each other is seen later. */
export const changedSettingsShape = settingsShape.extend({ tasks: z.array(taskShape).optional() });

/** @see https://docs.databricks.com/api/workspace/jobs/submit */
export const submitShape = z.looseObject({
  ...runFields,
  run_name: z.string().default("Untitled"),
  idempotency_token: z.string().max(64, "must have at most 64 characters").optional(),
  tasks,
});
