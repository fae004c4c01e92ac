import { z } from "zod";
import { switchedTo, workspaceFolder } from "./setting-forms";

/** What starts this program inside the deploy job: the Pulumi CLI, or the npm scripts of the local workspace. */
export const DEPLOY_RUNNERS = ["pulumi", "npm"] as const;

/** @see https://docs.databricks.com/api/workspace/jobs/create (`git_source.git_provider`) */
export const GIT_PROVIDERS = [
  "gitHub",
  "gitHubEnterprise",
  "gitLab",
  "gitLabEnterpriseEdition",
  "bitbucketCloud",
  "bitbucketServer",
  "azureDevOpsServices",
  "awsCodeCommit",
] as const;

const text = z.string().optional();
/**
 * An archive of a program that the deploy job runs: a file of a volume, or an address with the sum of what is there.
 * Its checksum goes behind either as `#sha256=…`.
 */
const archive = z
  .string()
  .regex(
    /^(\/[^#]+(#sha256=[0-9a-f]{64})?|https:\/\/[^\s#]+#sha256=[0-9a-f]{64})$/,
    "must be an absolute path, or https://…#sha256=<the archive's checksum, 64 characters of 0-9 and a-f>",
  )
  .optional();
const path = z.string().regex(/^\//, "must be an absolute path").optional();

/** Parts of an hour, or hours that are parts of a day: what a schedule can say without a jump at its end. */
const REGULAR_MINUTES = [5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440];

/** The settings of the jobs; what each one means stands in `Pulumi.yaml`. */
export const jobSettingsShape = z.object({
  jobs: switchedTo("false"),
  jobsFolder: workspaceFolder.optional(),
  project: z.string().default("databricks-alerts"),
  environment: z.string().default("dev"),
  failureEmail: z.email("must be an e-mail address").optional(),
  setupJobIds: z
    .string()
    .regex(/^\d+(\s*,\s*\d+)*$/, "must be ids of jobs, with commas between them")
    .default("")
    .transform((ids) => (ids === "" ? [] : ids.split(",").map(Number))),
  deployRunner: z
    .enum(DEPLOY_RUNNERS, { error: `must be one of ${DEPLOY_RUNNERS.join(", ")}` })
    .default("pulumi"),
  deployDryRun: switchedTo("true"),
  deployEveryMinutes: z
    .string()
    .default("0")
    .transform(Number)
    .refine(
      (minutes) => minutes === 0 || REGULAR_MINUTES.includes(minutes),
      `must be 0 (never), or one of ${REGULAR_MINUTES.join(", ")}`,
    ),
  deployFolder: path,
  deployGitUrl: z.url("must be the URL of a Git repository").optional(),
  deployGitProvider: z
    .enum(GIT_PROVIDERS, { error: `must be one of ${GIT_PROVIDERS.join(", ")}` })
    .default("gitHub"),
  deployGitBranch: z.string().default("main"),
  deployStack: text,
  deployBackend: text,
  deploySecretScope: text,
  deployNode: archive,
  deployPulumi: archive,
  deployPlugin: archive,
});
export type JobSettings = z.output<typeof jobSettingsShape>;

/** Where the notebooks of the jobs lie. */
export function folderOfJobs({
  jobsFolder,
  parentPath,
}: Pick<JobSettings, "jobsFolder"> & { readonly parentPath: string }): string {
  return jobsFolder ?? `${parentPath}/jobs`;
}

/**
 * When the deploy job runs by itself, in Quartz' form and UTC; `undefined`: never. Not at the full hour, where alerts are evaluated.
 */
export function deployCron({ deployEveryMinutes: minutes }: JobSettings): string | undefined {
  if (minutes === 0) return undefined;
  return minutes < 60 ? `0 3/${minutes} * * * ?` : `0 3 0/${minutes / 60} * * ?`;
}

/** What the deploy job could not run without. */
export function faultsOfJobSettings(given: ReadonlyMap<string, string>): string[] {
  return [...faultsOfSource(given), ...faultsOfSchedule(given)];
}

function faultsOfSchedule(given: ReadonlyMap<string, string>): string[] {
  const isOff = (given.get("deployEveryMinutes") ?? "0") === "0" || given.get("jobs") === "true";
  return isOff ? [] : ["deployEveryMinutes: it is alerting_deploy_job that runs: set jobs to true"];
}

function faultsOfSource(given: ReadonlyMap<string, string>): string[] {
  if (given.get("jobs") !== "true" || given.get("deployRunner") === "npm") return [];
  const sources = ["deployFolder", "deployGitUrl"].filter((name) => given.has(name));
  if (sources.length === 1) return [];
  return [
    "deployFolder, deployGitUrl: set exactly one of them, so that alerting_deploy_job finds this program",
  ];
}
