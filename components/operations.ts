import { createRequire } from "node:module";
import type * as pulumi from "@pulumi/pulumi";
import type { recordedScores } from "../jobs/notebooks/notebooks";
import type { Settings } from "../settings/settings";
import type * as DashboardFile from "./alert-dashboard";
import type { ExistingOperations } from "./existing-operations";
import type * as JobsFile from "./jobs/jobs";

// Not `import()`: that one does not pass through the TypeScript loader.
const load = createRequire(__filename);

/** Something in the workspace, and where to look at it. */
interface Place {
  readonly id: string;
  readonly url: string;
}

export interface OperationsArgs {
  readonly settings: Settings;
  readonly warehouseId: pulumi.Input<string>;
  /** Row → its alert. */
  readonly alerts: ReadonlyMap<string, pulumi.CustomResource>;
  /** Of those with a score: how the history job asks for it. */
  readonly scores: ReturnType<typeof recordedScores>;
  /** Scheme and host, for links. */
  readonly host: string;
  readonly existing: Pick<ExistingOperations, "jobs" | "dashboard">;
}

export interface Operations {
  /** By the jobs' names. */
  readonly jobs?: pulumi.Output<Record<string, Place>>;
  readonly dashboard?: pulumi.Output<Place>;
}

/**
 * The jobs and the dashboard, where the settings ask for them. They are loaded only then: the classes of
 * `@pulumi/databricks` take their time.
 */
export function declareOperations(args: OperationsArgs): Operations {
  const { jobs, dashboard } = args.settings;
  return {
    ...(jobs && { jobs: declareJobs(args) }),
    ...(dashboard && { dashboard: declareDashboard(args) }),
  };
}

function declareJobs({ host, existing, ...args }: OperationsArgs) {
  const { Jobs } = load("./jobs/jobs") as typeof JobsFile;
  const { ids } = new Jobs("jobs", { ...args, existing: existing.jobs });
  const place = ([name, id]: [string, string]) => [name, { id, url: `${host}/jobs/${id}` }] as const;
  return ids.apply((found) => Object.fromEntries(Object.entries(found).map(place)));
}

function declareDashboard({ host, existing, ...args }: OperationsArgs) {
  const { AlertDashboard } = load("./alert-dashboard") as typeof DashboardFile;
  const { dashboardId } = new AlertDashboard("dashboard", {
    ...args,
    ...(existing.dashboard !== undefined && { existing: existing.dashboard }),
  });
  return dashboardId.apply((id) => ({ id, url: `${host}/sql/dashboardsv3/${id}` }));
}
