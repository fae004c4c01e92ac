import { Directory } from "@pulumi/databricks/directory";
import { Job, type JobArgs } from "@pulumi/databricks/job";
import type * as inputs from "@pulumi/databricks/types/input";
import * as pulumi from "@pulumi/pulumi";
import {
  deployNotebook,
  historyNotebook,
  type recordedScores,
  tablesNotebook,
} from "../../jobs/notebooks/notebooks";
import { deployCron, folderOfJobs } from "../../settings/job-settings";
import type { Settings } from "../../settings/settings";
import { idsOfMade, knownValue, unmade, withoutEdges } from "../order";
import {
  deployParameters,
  fixedOfStack,
  gitNotebookTask,
  jobBasics,
  type JobLevel,
  type JobName,
  notebookTask,
  type NotebookTask,
  type NotebookTaskArgs,
} from "./tasks";

export interface JobsArgs {
  readonly settings: Settings;
  /** The warehouse that the deploy job deploys with. */
  readonly warehouseId: pulumi.Input<string>;
  /** Row → its alert: those that the history job records. */
  readonly alerts: ReadonlyMap<string, pulumi.CustomResource>;
  /** Of those with a score: how the history job asks for it. */
  readonly scores: ReturnType<typeof recordedScores>;
  /** Those that the workspace has already, by name → id: taken over where the state does not have them. */
  readonly existing: ReadonlyMap<string, string>;
}

const EVERY_15_MINUTES = "0 0/15 * * * ?";

/** The jobs that work on tables and alerts inside the workspace, and their notebooks. */
export class Jobs extends pulumi.ComponentResource {
  /** Name → id. */
  readonly ids: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: JobsArgs, options?: pulumi.ComponentResourceOptions) {
    super("databricks-alerts:index:Jobs", name, {}, options);
    const { settings, existing } = args;
    const { catalog, goldSchema: gold_schema } = settings;
    const parent = { parent: this };
    const folder = new Directory("jobs-folder", { path: folderOfJobs(settings) }, parent);
    const declare: DeclareJob = (jobName, level, args, needs) =>
      new Job(
        jobName,
        { ...jobBasics(settings, jobName, level), ...args },
        // An import is nothing new for what this stack's state has.
        { ...parent, ...importOf(existing.get(jobName)), dependsOn: unmade(needs) },
      );
    const atomic = (jobName: JobName, { task, needs = [] }: NotebookTask, more = {}) =>
      declare(jobName, "atomic", { tasks: [task], ...more }, needs);

    const tables = atomic(
      "alerting_tables_job",
      notebookTask(
        {
          taskKey: "tables",
          notebook: "create_tables",
          parameters: { catalog, gold_schema },
          complete: tablesNotebook,
        },
        folder,
        parent,
      ),
    );
    const deployTask = { taskKey: "deploy", notebook: "deploy_alerts", parameters: deployParameters(args) };
    const gitSource = gitSourceOf(settings);
    const schedule = deploySchedule(settings);
    const deploy = gitSource
      ? atomic("alerting_deploy_job", gitNotebookTask(deployTask), { gitSource, ...schedule })
      : atomic(
          "alerting_deploy_job",
          notebookTask(
            { ...deployTask, complete: (text) => deployNotebook(text, fixedOfStack(settings)) },
            folder,
            parent,
          ),
          schedule,
        );
    const historyTask: NotebookTaskArgs = {
      taskKey: "history",
      notebook: "record_history",
      parameters: { catalog, gold_schema },
      complete: (text) => idsOfMade(args.alerts).apply((ids) => historyNotebook(text, ids, args.scores)),
    };
    const history = atomic("alerting_history_job", notebookTask(historyTask, folder, parent), {
      schedule: { quartzCronExpression: EVERY_15_MINUTES, timezoneId: "UTC", pauseStatus: "PAUSED" },
    });
    const { setup, master } = orchestrators(settings, { tables, deploy }, declare);
    const jobs = [tables, deploy, history, setup, master];
    void this.#tellTakeovers(folder, existing);
    this.ids = pulumi
      .all(jobs.map((job) => pulumi.all([job.name, job.id])))
      .apply((pairs) => Object.fromEntries(pairs));
    this.registerOutputs({ ids: this.ids });
  }

  /** At the preview of the run that does it: a folder whose id is not known is in no state, and so no job is. */
  async #tellTakeovers(folder: Directory, existing: JobsArgs["existing"]): Promise<void> {
    if (!pulumi.runtime.isDryRun() || (await knownValue(folder.id)) !== undefined) return;
    for (const [jobName, id] of existing) {
      void pulumi.log.warn(
        `takes over the job ${jobName} (${id}), whose tags say that it is this stack's`,
        this,
      );
    }
  }
}

type DeclareJob = (
  name: JobName,
  level: JobLevel,
  args: JobArgs,
  needs: readonly pulumi.CustomResource[],
) => Job;

function importOf(id: string | undefined): pulumi.CustomResourceOptions {
  return id === undefined ? {} : { import: id };
}

function deploySchedule(settings: Settings): Pick<JobArgs, "schedule"> {
  const cron = deployCron(settings);
  return cron === undefined
    ? {}
    : { schedule: { quartzCronExpression: cron, timezoneId: "UTC", pauseStatus: "UNPAUSED" } };
}

/** Set where the program comes from Git: its notebook does, too. */
function gitSourceOf({ deployGitUrl: url, deployGitProvider: provider, deployGitBranch: branch }: Settings) {
  return url === undefined ? undefined : { url, provider, branch };
}

/** Tables, then alerts; and before that whatever else sets the user's workspace up. */
function orchestrators(
  settings: Settings,
  { tables, deploy }: { readonly tables: Job; readonly deploy: Job },
  declare: DeclareJob,
) {
  const setup = declare(
    "alerting_setup_orchestrator_job",
    "composite",
    { tasks: byKey([runJob("tables", tables.id), runJob("deploy", deploy.id, ["tables"])]) },
    [tables, deploy],
  );
  const others = settings.setupJobIds
    .map((id) => ({ key: `setup_${id}`, id: String(id) }))
    .sort((a, b) => compare(a.key, b.key));
  const alerting = runJob(
    "alerting",
    setup.id,
    others.map(({ key }) => key),
  );
  const master = declare(
    "master_setup_orchestrator",
    "orchestrator",
    { tasks: byKey([...others.map(({ key, id }) => runJob(key, pulumi.output(id))), alerting]) },
    [setup],
  );
  return { setup, master };
}

interface KeyedTask extends inputs.JobTask {
  readonly taskKey: string;
}

/** The provider reads tasks, and what they depend on, in the order of their keys: any other is a difference for ever. */
function byKey(tasks: readonly KeyedTask[]): KeyedTask[] {
  return [...tasks].sort((a, b) => compare(a.taskKey, b.taskKey));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function runJob(taskKey: string, jobId: pulumi.Output<string>, dependsOn: readonly string[] = []): KeyedTask {
  return {
    taskKey,
    runJobTask: { jobId: withoutEdges(jobId).apply(Number) },
    ...(dependsOn.length > 0 && { dependsOns: byKey(dependsOn.map((key) => ({ taskKey: key }))) }),
  };
}
