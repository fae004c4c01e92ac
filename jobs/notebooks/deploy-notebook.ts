import assert from "node:assert/strict";
import type { JobSettings } from "../../settings/job-settings";

/** Where the notebook has what is written into it. */
const PLACE = "FIXED = None";

/** In a repository, for a job whose notebook comes from there: nothing can be written into that one at an upload. */
export const FIXED_FILE = "jobs/deploy_settings.json";

/** What the deploy job runs, and with which state: nothing that a run may be given, since it is run as the job. */
export type FixedSettings = Readonly<
  Record<
    "stack" | "runner" | "project_folder" | "backend_url" | "secret_scope" | "node" | "pulumi" | "plugin",
    string
  >
>;

/** `stack` and `folder`: where the settings name none. */
export function fixedSettings(
  settings: JobSettings,
  { stack, folder }: { readonly stack: string; readonly folder: string },
): FixedSettings {
  const { deployFolder, deployRunner: runner } = settings;
  return {
    stack: settings.deployStack ?? stack,
    runner,
    // Empty where the notebook comes from Git with the rest of the program.
    project_folder: deployFolder ?? (runner === "npm" ? folder : ""),
    backend_url: settings.deployBackend ?? "",
    secret_scope: settings.deploySecretScope ?? "",
    node: settings.deployNode ?? "",
    pulumi: settings.deployPulumi ?? "",
    plugin: settings.deployPlugin ?? "",
  };
}

/** The notebook of the deploy job: `template` is `jobs/deploy_alerts.py`. */
export function deployNotebook(template: string, fixed: FixedSettings): string {
  assert(
    template.includes(PLACE),
    `jobs/deploy_alerts.py has no line ${PLACE}, in whose stead the settings stand.`,
  );
  // A text of JSON is one of Python, too, whatever it holds.
  return template.replace(PLACE, () => `FIXED = json.loads(${JSON.stringify(JSON.stringify(fixed))})`);
}

/** Why the job would run with other settings than the stack's, or nothing. `committed` is the text of `FIXED_FILE`. */
export function faultOfFixedFile(committed: string | undefined, fixed: FixedSettings): string | undefined {
  const wanted = `${JSON.stringify(fixed, undefined, 2)}\n`;
  return committed?.trim() === wanted.trim()
    ? undefined
    : `${FIXED_FILE} is not what the stack's settings say, and alerting_deploy_job, whose notebook comes from Git, reads it ` +
        `there. Commit it as\n${wanted}`;
}
