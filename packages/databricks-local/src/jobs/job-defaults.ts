import type { JobSettings } from "./job-shape";
import type { Task } from "./task-shape";

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
    ...(sql_task !== undefined && {
      sql_task: { ...sql_task, file: { source: "WORKSPACE", ...sql_task.file } },
    }),
  };
}
