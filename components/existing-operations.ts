import { ApiError } from "../databricks/api-error";
import { jobsNamed, type ListedJob } from "../databricks/jobs-api";
import type { RestClient } from "../databricks/rest-client";
import { dashboardContent, objectAt } from "../databricks/unity-catalog";
import { dashboardPath, isAlertingDashboard } from "../jobs/dashboard/alerting-dashboard";
import type { Settings } from "../settings/settings";
import { faultsOfGitNotebook, JOB_NAMES, LAYER } from "./jobs/tasks";
import { isOfThisStack, OWNER_TAG, ownerOfThisStack, PLACE_TAG, placeOfAlerts } from "./warehouse";

/**
 * Jobs and dashboard of this stack that the workspace has. Only the engine knows which of them are in the state: for those
 * an import is nothing new, and after a lost state it takes them over, where else they would be made a second time.
 */
export interface ExistingOperations {
  /** Name → id. */
  readonly jobs: ReadonlyMap<string, string>;
  readonly dashboard?: string;
  /** Sentences: what must be settled before anything is declared. */
  readonly faults: readonly string[];
  /** Sentences: what may be this stack's. */
  readonly warnings: readonly string[];
}

type Found = Partial<Pick<ExistingOperations, "dashboard" | "faults" | "warnings">> & {
  readonly job?: readonly [name: string, id: string];
};

/** Looks for them where the settings ask for them: one request a job, two for the dashboard, all at once. */
export async function existingOperations(settings: Settings, rest: RestClient): Promise<ExistingOperations> {
  const found = await Promise.all([
    ...(settings.jobs ? JOB_NAMES.map((name) => findJob(rest, name, placeOfAlerts(settings))) : []),
    ...(settings.dashboard ? [findDashboard(rest, dashboardPath(settings.parentPath))] : []),
  ]);
  const dashboard = found.find((one) => one.dashboard !== undefined)?.dashboard;
  return {
    jobs: new Map(found.flatMap(({ job }) => (job ? [job] : []))),
    ...(dashboard !== undefined && { dashboard }),
    faults: [...found.flatMap(({ faults = [] }) => faults), ...faultsOfGitNotebook(settings)],
    warnings: found.flatMap(({ warnings = [] }) => warnings),
  };
}

/** A job's name is nobody's own; its tags say whose it is. */
async function findJob(rest: RestClient, name: string, place: string): Promise<Found> {
  const jobs = await jobsNamed(rest, name);
  const ours = jobs.filter(({ tags }) => isOfThisStack(tags) && tags[PLACE_TAG] === place);
  const [only, second] = ours;
  if (second !== undefined) {
    return {
      // The state may know which of them is ours: then nothing is wrong with the run.
      warnings: [
        `The jobs ${idsOf(ours)} are all called ${name} and have the tags ${tagsOf(place)}, so that each of them could be ` +
          "this stack's: none is taken over, and if the state has none of them, another one is made. Delete all but one, " +
          "or take the tags from those that are not.",
      ],
    };
  }
  if (only !== undefined) return { job: [name, only.id] };
  const nobodys = jobs.filter(
    ({ tags }) =>
      tags["layer"] === LAYER &&
      (tags[OWNER_TAG] === undefined || (isOfThisStack(tags) && tags[PLACE_TAG] === undefined)),
  );
  return nobodys.length === 0 ? {} : { warnings: [notTagged(name, nobodys, place)] };
}

function tagsOf(place: string): string {
  return `${OWNER_TAG}=${ownerOfThisStack()} and ${PLACE_TAG}=${place}`;
}

/** Earlier versions did not tag their jobs, or with the owner alone. */
function notTagged(name: string, jobs: readonly ListedJob[], place: string): string {
  return (
    `The workspace has a job ${name} (${idsOf(jobs)}) without the tags ${OWNER_TAG} and ${PLACE_TAG}, which say whose it is. If this stack's ` +
    `state has it, the up adds them. If the state was lost, give the job the tags ${tagsOf(place)} before the up, ` +
    "which takes it over then; without it a second job of that name is made."
  );
}

function idsOf(jobs: readonly ListedJob[]): string {
  return jobs.map(({ id }) => id).join(" and ");
}

/** A dashboard's path is its own: nothing else can be made there. */
async function findDashboard(rest: RestClient, path: string): Promise<Found> {
  try {
    return await dashboardAt(rest, path);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 403) throw error;
    return {
      warnings: [
        `Whether there is a dashboard at ${path} already may not be asked: none is taken over. ${error.message}`,
      ],
    };
  }
}

async function dashboardAt(rest: RestClient, path: string): Promise<Found> {
  const object = await objectAt(rest, path);
  if (object === undefined) return {};
  const { type, resourceId: dashboard } = object;
  const isDashboard = type === "DASHBOARD" && dashboard !== undefined;
  if (isDashboard && isAlertingDashboard(await dashboardContent(rest, dashboard))) return { dashboard };

  return {
    faults: [
      `${path} is there already, and is no dashboard of this program's: none of its datasets is one of ours. Rename or delete it, ` +
        "or set dashboard to false.",
    ],
  };
}
