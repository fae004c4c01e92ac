import { type Field, type Fields, flag, list, number, object, text, texts } from "../field";

/** Kept where the program leaves it out: the service always answers with one, be it empty. */
const keptList = (json: string, kind: Parameters<typeof list>[0] = "string"): Field =>
  list(kind, { json, keeps: true });

const hook = { object: { id: text({ required: true }) } };

/** Whom a job or task tells, and of what. */
const NOTIFICATIONS: Fields = {
  emailNotifications: object(
    {
      onStarts: keptList("on_start"),
      onSuccesses: keptList("on_success"),
      onFailures: keptList("on_failure"),
      onDurationWarningThresholdExceededs: keptList("on_duration_warning_threshold_exceeded"),
      noAlertForSkippedRuns: flag({ keeps: true }),
    },
    { keeps: true },
  ),
  webhookNotifications: object(
    {
      onStarts: list(hook, { json: "on_start" }),
      onSuccesses: list(hook, { json: "on_success" }),
      onFailures: list(hook, { json: "on_failure" }),
    },
    { keeps: true },
  ),
};

export const JOB_NOTIFICATIONS: Fields = {
  ...NOTIFICATIONS,
  notificationSettings: object({ noAlertForSkippedRuns: flag(), noAlertForCanceledRuns: flag() }),
};

const source = text({ keeps: true, values: ["WORKSPACE", "GIT"] });

const KINDS: Fields = {
  notebookTask: object({
    notebookPath: text({ required: true }),
    baseParameters: texts(),
    source,
    warehouseId: text(),
  }),
  runJobTask: object({ jobId: number({ required: true }), jobParameters: texts() }),
  sqlTask: object({
    warehouseId: text({ required: true }),
    file: object({ path: text({ required: true }), source }),
    query: object({ queryId: text({ required: true }) }),
    parameters: texts(),
  }),
  alertTask: object({
    alertId: text(),
    warehouseId: text(),
    workspacePath: text(),
    subscribers: list({ object: { destinationId: text(), userName: text() } }),
  }),
  conditionTask: object({
    left: text({ required: true }),
    op: text({ required: true }),
    right: text({ required: true }),
  }),
  sparkPythonTask: object({
    pythonFile: text({ required: true }),
    parameters: list("string"),
    source,
  }),
};

export const TASK_KINDS = Object.keys(KINDS);

export const TASK_FIELDS: Fields = {
  taskKey: text({ required: true }),
  description: text(),
  dependsOns: list(
    { object: { taskKey: text({ required: true }), outcome: text() } },
    { json: "depends_on" },
  ),
  ...KINDS,
  environmentKey: text(),
  existingClusterId: text(),
  runIf: text({ keeps: "ALL_SUCCESS" }),
  maxRetries: number(),
  minRetryIntervalMillis: number(),
  retryOnTimeout: flag({ keeps: true }),
  timeoutSeconds: number(),
  disableAutoOptimization: flag(),
  ...NOTIFICATIONS,
  notificationSettings: object({
    alertOnLastAttempt: flag(),
    noAlertForCanceledRuns: flag(),
    noAlertForSkippedRuns: flag(),
  }),
};
