import { isMap, type PropertyMap, type PropertyValue, UNKNOWN } from "../../values/property-value";
import { ApiError } from "../api-error";
import { jsonOf, scalarText, valuesOf } from "../json";
import type { Failure, ResourceType } from "../resource-type";
import { JOB_FIELDS, TASK_KINDS, UNSUPPORTED_JOB_ARGUMENTS } from "./job-fields";
import { readJob } from "./permission-targets";

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A job of tasks, by its number. terraform-provider-databricks: jobs/resource_job.go, jobs/jobs_api_go_sdk.go */
export const job: ResourceType = {
  token: "databricks:index/job:Job",
  label: "job",
  namesItself: true,
  schemaVersion: 2,
  unsupported: UNSUPPORTED_JOB_ARGUMENTS,
  fields: JOB_FIELDS,
  check: (inputs) => [...checkTasks(inputs), ...checkGitSource(inputs)],

  async create(api, planned) {
    return { id: scalarText((await api.call("POST", "/api/2.2/jobs/create", settingsOf(planned))).job_id) };
  },

  async read(api, id) {
    const { settings, run_as_user_name: runAs } = await readJob(api, id);
    const values = valuesOf(JOB_FIELDS, isMap(settings) ? settings : {});
    const owner = scalarText(runAs);
    return {
      ...values,
      ...(Array.isArray(values.tasks) && { tasks: byTaskKey(values.tasks) }),
      // The service takes it with the settings, and tells it elsewhere.
      ...(owner && { runAs: UUID.test(owner) ? { servicePrincipalName: owner } : { userName: owner } }),
      url: `${api.host}/#job/${id}`,
    };
  },

  async update(api, id, planned) {
    await api.call("POST", "/api/2.2/jobs/reset", { job_id: Number(id), new_settings: settingsOf(planned) });
    return {};
  },

  async delete(api, id) {
    try {
      await api.call("POST", "/api/2.2/jobs/delete", { job_id: Number(id) });
    } catch (error) {
      if (error instanceof ApiError && error.code === "INVALID_PARAMETER_VALUE") throw error.asMissing();
      throw error;
    }
  },
};

/** "queue becomes enabled by default [...] so we disable it": and the tasks are sent in the order of their keys. */
function settingsOf(planned: PropertyMap): PropertyMap {
  const { gitSource, tasks } = planned;
  return jsonOf(JOB_FIELDS, {
    ...planned,
    queue: planned.queue ?? { enabled: false },
    ...(Array.isArray(tasks) && { tasks: byTaskKey(tasks) }),
    ...(isMap(gitSource) && { gitSource: { ...gitSource, provider: gitProviderOf(gitSource) ?? null } }),
  });
}

function byTaskKey(tasks: PropertyValue[]): PropertyValue[] {
  const key = (task: PropertyValue) => (isMap(task) ? scalarText(task.taskKey) : "");
  const sorted = [...tasks].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return sorted.map((task) =>
    isMap(task) && Array.isArray(task.dependsOns)
      ? { ...task, dependsOns: byTaskKey(task.dependsOns) }
      : task,
  );
}

/** A job without tasks is one of the old API, which the provider makes in another way. */
function checkTasks({ tasks }: PropertyMap): Failure[] {
  if (tasks === UNKNOWN) return [];
  if (!Array.isArray(tasks) || tasks.length === 0)
    return [{ property: "tasks", reason: "is required, and missing" }];
  return tasks.flatMap((task, index) => {
    const kinds = isMap(task) ? TASK_KINDS.filter((kind) => task[kind] !== undefined) : [];
    if (task === UNKNOWN || kinds.length === 1) return [];
    const found = kinds.length === 0 ? "none is" : `${kinds.join(" and ")} are`;
    return [
      {
        property: `tasks[${index}]`,
        reason: `exactly one of ${TASK_KINDS.join(", ")} must be set: ${found}`,
      },
    ];
  });
}

function checkGitSource({ gitSource }: PropertyMap): Failure[] {
  if (!isMap(gitSource)) return [];
  const { branch, tag, commit, url } = gitSource;
  const failures: Failure[] = [];
  if (url !== UNKNOWN && !gitProviderOf(gitSource))
    failures.push({ property: "gitSource.provider", reason: "is required: the url does not tell it" });
  if ([branch, tag, commit].filter(Boolean).length !== 1)
    failures.push({ property: "gitSource", reason: "exactly one of branch, tag, commit must be set" });
  return failures;
}

const PROVIDERS: Readonly<Record<string, string>> = {
  "github.com": "gitHub",
  "dev.azure.com": "azureDevOpsServices",
  "gitlab.com": "gitLab",
  "bitbucket.org": "bitbucketCloud",
};

/** Whose the repository is, by its address where the program does not say it (repos/resource_repo.go). */
function gitProviderOf({ provider, url }: PropertyMap): string | undefined {
  if (provider) return scalarText(provider);
  const address = scalarText(url);
  return URL.canParse(address) ? PROVIDERS[new URL(address).host] : undefined;
}
