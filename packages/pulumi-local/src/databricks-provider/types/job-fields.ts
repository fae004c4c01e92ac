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

const JOB_NOTIFICATIONS: Fields = {
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

const TASK_FIELDS: Fields = {
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

const pauseStatus = text({ default: "UNPAUSED", values: ["PAUSED", "UNPAUSED"] });

/** Arguments of a job, without those from before jobs had several tasks (jobs/resource_job.go: JobSettingsResource). */
export const JOB_FIELDS: Fields = {
  name: text(),
  description: text(),
  tags: texts(),
  tasks: list({ object: TASK_FIELDS }),
  environments: list({
    object: {
      environmentKey: text({ required: true }),
      spec: object({
        client: text(),
        environmentVersion: text(),
        baseEnvironment: text(),
        dependencies: list("string"),
      }),
    },
  }),
  parameters: list({
    object: { name: text({ required: true }), default: text({ required: true, forced: true }) },
  }),
  schedule: object({
    quartzCronExpression: text({ required: true }),
    timezoneId: text({ required: true }),
    pauseStatus,
  }),
  gitSource: object({
    url: text({ json: "git_url", required: true }),
    provider: text({ json: "git_provider" }),
    branch: text({ json: "git_branch" }),
    tag: text({ json: "git_tag" }),
    commit: text({ json: "git_commit" }),
  }),
  maxConcurrentRuns: number({ default: 1 }),
  timeoutSeconds: number(),
  queue: object({ enabled: flag({ required: true, forced: true }) }, { keeps: true }),
  ...JOB_NOTIFICATIONS,
  runAs: object({ userName: text(), servicePrincipalName: text() }, { keeps: true }),
  performanceTarget: text(),
  budgetPolicyId: text(),
  usagePolicyId: text(),
  format: text({ output: "echoed" }),
  url: text({ output: true }),
  // They mean runs that the provider starts and ends: only their absence can be had here.
  alwaysRunning: flag({ default: false, local: true, values: ["false"] }),
  controlRunState: flag({ default: false, local: true, values: ["false"] }),
};

export const UNSUPPORTED_JOB_ARGUMENTS = [
  "continuous",
  "dbtTask",
  "deployment",
  "editMode",
  "existingClusterId",
  "health",
  "jobClusters",
  "libraries",
  "maxRetries",
  "minRetryIntervalMillis",
  "newCluster",
  "notebookTask",
  "parentPath",
  "pipelineTask",
  "providerConfig",
  "pythonWheelTask",
  "retryOnTimeout",
  "runJobTask",
  "sparkJarTask",
  "sparkPythonTask",
  "sparkSubmitTask",
  "trigger",
  "triggers",
];
