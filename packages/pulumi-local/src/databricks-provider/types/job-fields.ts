import { type Fields, flag, list, number, object, text, texts } from "../field";
import { JOB_NOTIFICATIONS, TASK_FIELDS } from "./job-task-fields";

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
  ...["continuous", "dbtTask", "deployment", "editMode", "existingClusterId", "health", "jobClusters"],
  ...["libraries", "maxRetries", "minRetryIntervalMillis", "newCluster", "notebookTask", "parentPath"],
  ...["pipelineTask", "providerConfig", "pythonWheelTask", "retryOnTimeout", "runJobTask", "sparkJarTask"],
  ...["sparkPythonTask", "sparkSubmitTask", "trigger", "triggers"],
];
