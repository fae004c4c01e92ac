import type { JobArgs } from "@pulumi/databricks/job";
import type { Settings } from "../../settings/settings";
import { OWNER_TAG, ownerOfThisStack, PLACE_TAG, placeOfAlerts } from "../owner-tag";

/** How far a job reaches: one thing, some jobs after each other, or all that sets a workspace up. */
export type JobLevel = "atomic" | "composite" | "orchestrator";

/** The jobs that this program makes, by the names that they have in the workspace, too. */
export const JOB_NAMES = [
  ...(["alerting_tables_job", "alerting_deploy_job", "alerting_history_job"] as const),
  ...(["alerting_setup_orchestrator_job", "master_setup_orchestrator"] as const),
] as const;
export type JobName = (typeof JOB_NAMES)[number];

/** Tag of all of them, in every stack. */
export const LAYER = "alerting";

const TIMEOUT_SECONDS = { atomic: 1_800, composite: 1_800, orchestrator: 14_400 };

/** Of the Python and the packages of serverless compute. */
const ENVIRONMENT_VERSION = "4";

export const ENVIRONMENT_KEY = "default";

/** What all jobs have in common: serverless, one run at a time, and a message to somebody when it fails. */
export function jobBasics(settings: Settings, name: JobName, level: JobLevel): JobArgs {
  const { project, environment, failureEmail } = settings;
  const owner = { [OWNER_TAG]: ownerOfThisStack(), [PLACE_TAG]: placeOfAlerts(settings) };
  const runsNotebooks = level === "atomic";
  return {
    name,
    tags: { job_level: level, layer: LAYER, project, environment, ...owner },
    ...(runsNotebooks && {
      environments: [{ environmentKey: ENVIRONMENT_KEY, spec: { environmentVersion: ENVIRONMENT_VERSION } }],
    }),
    maxConcurrentRuns: 1,
    queue: { enabled: true },
    timeoutSeconds: TIMEOUT_SECONDS[level],
    ...(failureEmail !== undefined && { emailNotifications: { onFailures: [failureEmail] } }),
  };
}
