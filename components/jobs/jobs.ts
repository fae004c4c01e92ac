import { Directory } from "@pulumi/databricks/directory";
import { Job } from "@pulumi/databricks/job";
import type * as inputs from "@pulumi/databricks/types/input";
import * as pulumi from "@pulumi/pulumi";
import { tablesNotebook } from "../../alerting/jobs/tables-notebook";
import type { Settings } from "../../alerting/settings";
import { deployParameters } from "./deploy-parameters";
import { jobBasics } from "./job-basics";
import { unmade, withoutEdges } from "../order";
import { gitNotebookTask, notebookTask, type NotebookTask, type NotebookTaskArgs } from "./notebook-task";

export interface JobsArgs {
  readonly settings: Settings;
  /** The warehouse that the deploy job deploys with. */
  readonly warehouseId: pulumi.Input<string>;
}

const EVERY_15_MINUTES = "0 0/15 * * * ?";

/** The jobs that work on tables and alerts inside the workspace, and their notebooks. */
export class Jobs extends pulumi.ComponentResource {
  /** Name → id. */
  readonly ids: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: JobsArgs, options?: pulumi.ComponentResourceOptions) {
    super("databricks-alerts:index:Jobs", name, {}, options);
    const { settings } = args;
    const { catalog, goldSchema: gold_schema } = settings;
    const parent = { parent: this };
    const folder = new Directory("jobs-folder", { path: `${settings.parentPath}/jobs` }, parent);
    const atomic = (jobName: string, { task, needs = [] }: NotebookTask, more = {}) =>
      new Job(
        jobName,
        { ...jobBasics(settings, jobName, "atomic"), tasks: [task], ...more },
        { ...parent, dependsOn: unmade(needs) },
      );

    const tables = atomic(
      "alerting_tables_job",
      notebookTask(
        {
          ...{ taskKey: "tables", notebook: "create_tables", parameters: { catalog, gold_schema } },
          complete: tablesNotebook,
        },
        folder,
        parent,
      ),
    );
    const deployTask = { taskKey: "deploy", notebook: "deploy_alerts", parameters: deployParameters(args) };
    const gitSource = gitSourceOf(settings);
    const deploy = gitSource
      ? atomic("alerting_deploy_job", gitNotebookTask(deployTask), { gitSource })
      : atomic("alerting_deploy_job", notebookTask(deployTask, folder, parent));
    const historyTask: NotebookTaskArgs = {
      ...{ taskKey: "history", notebook: "record_history", parameters: { catalog, gold_schema } },
    };
    const history = atomic("alerting_history_job", notebookTask(historyTask, folder, parent), {
      schedule: { quartzCronExpression: EVERY_15_MINUTES, timezoneId: "UTC", pauseStatus: "PAUSED" },
    });
    const { setup, master } = orchestrators(settings, { tables, deploy }, parent);
    const jobs = [tables, deploy, history, setup, master];
    this.ids = pulumi
      .all(jobs.map((job) => pulumi.all([job.name, job.id])))
      .apply((pairs) => Object.fromEntries(pairs));
    this.registerOutputs({ ids: this.ids });
  }
}

/** Set where the program comes from Git: its notebook does, too. */
function gitSourceOf({ deployGitUrl: url, deployGitProvider: provider, deployGitBranch: branch }: Settings) {
  return url === undefined ? undefined : { url, provider, branch };
}

/** Tables, then alerts; and before that whatever else sets the user's workspace up. */
function orchestrators(
  settings: Settings,
  { tables, deploy }: { readonly tables: Job; readonly deploy: Job },
  parent: pulumi.CustomResourceOptions,
) {
  const setup = new Job(
    "alerting_setup_orchestrator_job",
    {
      ...jobBasics(settings, "alerting_setup_orchestrator_job", "composite"),
      tasks: byKey([runJob("tables", tables.id), runJob("deploy", deploy.id, ["tables"])]),
    },
    { ...parent, dependsOn: unmade([tables, deploy]) },
  );
  const others = settings.setupJobIds
    .map((id) => ({ key: `setup_${id}`, id: String(id) }))
    .sort((a, b) => compare(a.key, b.key));
  const alerting = runJob(
    "alerting",
    setup.id,
    others.map(({ key }) => key),
  );
  const master = new Job(
    "master_setup_orchestrator",
    {
      ...jobBasics(settings, "master_setup_orchestrator", "orchestrator"),
      tasks: byKey([...others.map(({ key, id }) => runJob(key, pulumi.output(id))), alerting]),
    },
    { ...parent, dependsOn: unmade([setup]) },
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
