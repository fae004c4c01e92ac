import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Directory } from "@pulumi/databricks/directory";
import type { JobArgs } from "@pulumi/databricks/job";
import { Notebook } from "@pulumi/databricks/notebook";
import type * as inputs from "@pulumi/databricks/types/input";
import * as pulumi from "@pulumi/pulumi";
import {
  faultOfFixedFile,
  FIXED_FILE,
  fixedSettings,
  type FixedSettings,
} from "../../jobs/notebooks/notebooks";
import { deployCron } from "../../settings/job-settings";
import type { Settings } from "../../settings/settings";
import { withoutEdges } from "../order";
import { OWNER_TAG, ownerOfThisStack, PLACE_TAG, placeOfAlerts } from "../warehouse";
import type { JobsArgs } from "./jobs";

/**
 * The parameters of the deploy job, from the stack's own settings: what one run was given is not for later ones. Those
 * that name a setting are in `stack_settings`, too: the job overrides a setting only where a run was given something else.
 * Whoever may run the job chooses them, so none says what is run.
 */
export function deployParameters({ settings, warehouseId }: JobsArgs): Record<string, pulumi.Input<string>> {
  const ofTheStack = {
    catalog: settings.catalog,
    gold_schema: settings.goldSchema,
    warehouse_id: warehouseId,
    delete_disabled: String(settings.deleteDisabled),
  };
  return {
    ...ofTheStack,
    // What runs by its schedule is there to deploy.
    dry_run: String(settings.deployDryRun && deployCron(settings) === undefined),
    api_base: "/api/2.0/alerts",
    stack_settings: pulumi.jsonStringify(ofTheStack),
  };
}

/** What is written into the deploy job's notebook. */
export function fixedOfStack(settings: Settings): FixedSettings {
  return fixedSettings(settings, { stack: pulumi.getStack(), folder: process.cwd() });
}

/** Of a notebook that comes from Git, whose settings must be there, too: in this very folder, a checkout of it. */
export function faultsOfGitNotebook(settings: Settings): readonly string[] {
  if (!settings.jobs || settings.deployGitUrl === undefined) return [];
  const file = path.join(process.cwd(), FIXED_FILE);
  const committed = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  return [faultOfFixedFile(committed, fixedOfStack(settings))].flatMap((fault) => fault ?? []);
}

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

const ENVIRONMENT_KEY = "default";

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

const NOTEBOOKS = path.join(__dirname, "../../jobs");

export interface NotebookTaskArgs {
  readonly taskKey: string;
  /** A file of `jobs/`, without its ending. */
  readonly notebook: string;
  readonly parameters: Readonly<Record<string, pulumi.Input<string>>>;
  /** Completes the notebook. @default as it is in the file */
  readonly complete?: (text: string) => pulumi.Input<string>;
}

export interface NotebookTask {
  readonly task: inputs.JobTask;
  /** What must be there before the job is. */
  readonly needs?: readonly pulumi.CustomResource[];
}

/** Uploads a notebook of `jobs/` into the folder, and makes the task that runs it. */
export function notebookTask(
  { taskKey, notebook: name, parameters: baseParameters, complete = (text) => text }: NotebookTaskArgs,
  folder: Directory,
  options: pulumi.CustomResourceOptions,
): NotebookTask {
  const text = complete(readFileSync(path.join(NOTEBOOKS, `${name}.py`), "utf8"));
  const notebook = new Notebook(
    name,
    {
      path: pulumi.interpolate`${folder.path}/${name}`,
      language: "PYTHON",
      contentBase64: pulumi.output(text).apply((source) => Buffer.from(source).toString("base64")),
    },
    options,
  );
  const notebookPath = withoutEdges(notebook.path);
  return {
    task: {
      taskKey,
      environmentKey: ENVIRONMENT_KEY,
      notebookTask: { notebookPath, source: "WORKSPACE", baseParameters },
    },
    needs: [notebook],
  };
}

/** The task of a notebook that comes from the job's Git source. */
export function gitNotebookTask({ taskKey, notebook, parameters }: NotebookTaskArgs): NotebookTask {
  return {
    task: {
      taskKey,
      environmentKey: ENVIRONMENT_KEY,
      notebookTask: { notebookPath: `jobs/${notebook}`, source: "GIT", baseParameters: parameters },
    },
  };
}
