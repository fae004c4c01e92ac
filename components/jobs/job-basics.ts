import type { JobArgs } from "@pulumi/databricks/job";
import type { Settings } from "../../alerting/settings";

/** How far a job reaches: one thing, some jobs after each other, or all that sets a workspace up. */
export type JobLevel = "atomic" | "composite" | "orchestrator";

const TIMEOUT_SECONDS = { atomic: 1_800, composite: 1_800, orchestrator: 14_400 };

/** Of the Python and the packages of serverless compute. */
const ENVIRONMENT_VERSION = "4";

export const ENVIRONMENT_KEY = "default";

/** What all jobs have in common: serverless, one run at a time, and a message to somebody when it fails. */
export function jobBasics(
  { project, environment, failureEmail }: Settings,
  name: string,
  level: JobLevel,
): JobArgs {
  const runsNotebooks = level === "atomic";
  return {
    name,
    tags: { job_level: level, layer: "alerting", project, environment },
    ...(runsNotebooks && {
      environments: [{ environmentKey: ENVIRONMENT_KEY, spec: { environmentVersion: ENVIRONMENT_VERSION } }],
    }),
    maxConcurrentRuns: 1,
    queue: { enabled: true },
    timeoutSeconds: TIMEOUT_SECONDS[level],
    ...(failureEmail !== undefined && { emailNotifications: { onFailures: [failureEmail] } }),
  };
}
