import { z } from "zod";

/** What a task of the local workspace can be. */
const TASK_KINDS = ["notebook_task", "sql_task", "run_job_task", "alert_task", "condition_task"] as const;
type TaskKind = (typeof TASK_KINDS)[number];

const RUN_IF = [
  "ALL_SUCCESS",
  "ALL_DONE",
  "NONE_FAILED",
  "AT_LEAST_ONE_SUCCESS",
  "ALL_FAILED",
  "AT_LEAST_ONE_FAILED",
] as const;
export type RunIf = (typeof RUN_IF)[number];

const CONDITION_OPERATORS = [
  "EQUAL_TO",
  "NOT_EQUAL",
  "GREATER_THAN",
  "GREATER_THAN_OR_EQUAL",
  "LESS_THAN",
  "LESS_THAN_OR_EQUAL",
] as const;

const filledText = z.string().min(1, "must not be empty");
const parameters = z.record(z.string(), z.string());
const absolutePath = z.string().regex(/^\//, "must be an absolute path of the workspace");

/** A field that the service has and this workspace has not. */
export function unsupportedField(reason = "") {
  return z.undefined(`is not supported by the local workspace${reason}`).optional();
}

/** `GIT` needs a `git_source`, which is refused. */
const source = z.literal("WORKSPACE", "must be WORKSPACE: the local workspace has no Git sources").optional();

const notebookTask = z.looseObject({
  notebook_path: absolutePath,
  base_parameters: parameters.optional(),
  warehouse_id: z.string().optional(),
  source,
});

const subscriber = z
  .looseObject({ user_name: filledText.optional(), destination_id: filledText.optional() })
  .refine(({ user_name, destination_id }) => (user_name === undefined) !== (destination_id === undefined), {
    error: "exactly one of user_name, destination_id must be set",
  });

const sqlTask = z
  .looseObject({
    warehouse_id: filledText,
    file: z.looseObject({ path: absolutePath, source }).optional(),
    /** Of the first version. */
    alert: z
      .looseObject({
        alert_id: filledText,
        subscriptions: z.array(subscriber).optional(),
        pause_subscriptions: z.boolean().optional(),
      })
      .optional(),
    parameters: parameters.optional(),
    query: unsupportedField(", use file"),
    dashboard: unsupportedField(": it has no legacy dashboards"),
  })
  .refine(({ file, alert }) => (file === undefined) !== (alert === undefined), {
    error: "exactly one of file, alert must be set",
  });

const runJobTask = z.looseObject({
  job_id: z.int(),
  job_parameters: parameters.optional(),
  notebook_params: parameters.optional(),
});

const alertTask = z
  .looseObject({
    alert_id: filledText.optional(),
    workspace_path: z
      .string()
      .regex(/^\/Workspace\//, 'must start with "/Workspace"')
      .optional(),
    warehouse_id: filledText.optional(),
    subscribers: z.array(subscriber).max(100, "must have at most 100 subscribers").optional(),
    parameters: parameters.optional(),
  })
  .refine(({ alert_id, workspace_path }) => (alert_id === undefined) !== (workspace_path === undefined), {
    error: "exactly one of alert_id, workspace_path must be set",
  });

const conditionTask = z.looseObject({
  op: z.enum(CONDITION_OPERATORS),
  left: z.string(),
  right: z.string(),
});
export type ConditionTask = z.output<typeof conditionTask>;

export const emailNotifications = z.looseObject({
  on_start: z.array(z.string()).optional(),
  on_success: z.array(z.string()).optional(),
  on_failure: z.array(z.string()).optional(),
  no_alert_for_skipped_runs: z.boolean().optional(),
});

export const notificationSettings = z.looseObject({
  no_alert_for_skipped_runs: z.boolean().optional(),
  no_alert_for_canceled_runs: z.boolean().optional(),
});

/** @see https://docs.databricks.com/api/workspace/jobs/create (`tasks`) */
export const taskShape = z
  .looseObject({
    task_key: z.string().regex(/^[\w-]{1,100}$/, "must be 1 to 100 letters, digits, - and _"),
    depends_on: z
      .array(z.looseObject({ task_key: z.string(), outcome: z.enum(["true", "false"]).optional() }))
      .optional(),
    run_if: z.enum(RUN_IF).optional(),
    max_retries: z.int().min(-1).optional(),
    min_retry_interval_millis: z.int().min(0).optional(),
    retry_on_timeout: z.boolean().optional(),
    timeout_seconds: z.int().min(0).optional(),
    email_notifications: emailNotifications.optional(),
    notification_settings: notificationSettings.optional(),
    notebook_task: notebookTask.optional(),
    sql_task: sqlTask.optional(),
    run_job_task: runJobTask.optional(),
    alert_task: alertTask.optional(),
    condition_task: conditionTask.optional(),
    disabled: z.literal(false, "is not supported by the local workspace").optional(),
  })
  .superRefine((task, context) => {
    const kinds = Object.keys(task).filter((name) => name.endsWith("_task"));
    for (const kind of kinds.filter((name) => !TASK_KINDS.some((known) => known === name))) {
      const message = `is not supported by the local workspace, which runs ${TASK_KINDS.join(", ")}`;
      context.addIssue({ code: "custom", path: [kind], message });
    }
    if (kinds.length !== 1) context.addIssue(`exactly one of ${TASK_KINDS.join(", ")} must be set`);
  });
export type Task = z.output<typeof taskShape>;

export function taskKind(task: Task): TaskKind {
  const kind = TASK_KINDS.find((name) => task[name] !== undefined);
  if (kind === undefined) throw new RangeError(`The task ${task.task_key} has no kind`);
  return kind;
}

/** What is wrong with how tasks name and depend on each other. */
export function faultsOfTaskGraph(tasks: readonly Task[]): string[] {
  const keys = tasks.map(({ task_key }) => task_key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  const unknown = tasks.flatMap(({ task_key, depends_on = [] }) =>
    depends_on
      .filter((dependency) => !keys.includes(dependency.task_key))
      .map(
        (dependency) => `task '${task_key}' depends on '${dependency.task_key}', which is no task of the job`,
      ),
  );
  const faults = [...twice.map((key) => `task_key '${key}' is used twice`), ...unknown];
  if (faults.length > 0) return faults;
  const circle = findCircle(tasks);
  return circle === undefined ? [] : [`the tasks ${circle.join(" → ")} depend on each other in a circle`];
}

/** Tasks on which no other depends: they decide what became of the run. */
export function leavesOf(tasks: readonly Task[]): Task[] {
  const needed = new Set(tasks.flatMap(({ depends_on = [] }) => depends_on.map(({ task_key }) => task_key)));
  return tasks.filter(({ task_key }) => !needed.has(task_key));
}

function findCircle(tasks: readonly Task[]): string[] | undefined {
  const byKey = new Map(tasks.map((task) => [task.task_key, task]));
  const cleared = new Set<string>();
  const visit = (key: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(key)) return [...path.slice(path.indexOf(key)), key];
    if (cleared.has(key)) return undefined;
    for (const { task_key } of byKey.get(key)?.depends_on ?? []) {
      const circle = visit(task_key, [...path, key]);
      if (circle !== undefined) return circle;
    }
    cleared.add(key);
    return undefined;
  };
  for (const key of byKey.keys()) {
    const circle = visit(key, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
