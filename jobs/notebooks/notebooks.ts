import assert from "node:assert/strict";
import { CONFIG_TABLES } from "../../alerting/tables/config-tables";
import type { JobSettings } from "../../settings/job-settings";
import { tableSteps } from "./table-steps";

/** Where the notebook has what is written into it. */
const SETTINGS_PLACE = "FIXED = None";

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
    template.includes(SETTINGS_PLACE),
    `jobs/deploy_alerts.py has no line ${SETTINGS_PLACE}, in whose stead the settings stand.`,
  );
  // A text of JSON is one of Python, too, whatever it holds.
  return template.replace(
    SETTINGS_PLACE,
    () => `FIXED = json.loads(${JSON.stringify(JSON.stringify(fixed))})`,
  );
}

/** Why the job would run with other settings than the stack's, or nothing. `committed` is the text of `FIXED_FILE`. */
export function faultOfFixedFile(committed: string | undefined, fixed: FixedSettings): string | undefined {
  const wanted = `${JSON.stringify(fixed, undefined, 2)}\n`;
  return committed?.trim() === wanted.trim()
    ? undefined
    : `${FIXED_FILE} is not what the stack's settings say, and alerting_deploy_job, whose notebook comes from Git, reads it ` +
        `there. Commit it as\n${wanted}`;
}

/** Where the notebook has what is written into it. */
const ALERTS_PLACE = "ALERTS = None";

/**
 * The notebook of the history job: `template` is `jobs/record_history.py`, `alertIds` the alerts that the stack has, by row.
 * They are no parameter: whoever may run the job could name any alert, as whoever may write a row can there.
 */
export function historyNotebook(template: string, alertIds: Readonly<Record<string, string>>): string {
  assert(
    template.includes(ALERTS_PLACE),
    `jobs/record_history.py has no line ${ALERTS_PLACE}, in whose stead the stack's alerts stand.`,
  );
  const alerts = Object.entries(alertIds)
    .map(([alert_id, databricks_alert_id]) => ({ alert_id, databricks_alert_id }))
    .sort((a, b) => (a.alert_id < b.alert_id ? -1 : 1));
  // A text of JSON is one of Python, too, whatever it holds.
  return template.replace(
    ALERTS_PLACE,
    () => `ALERTS = json.loads(${JSON.stringify(JSON.stringify(alerts))})`,
  );
}

/** Where the notebook has the tables; in its stead stands what the program knows of them. */
const TABLES_PLACE = "TABLES = []";

/** Names that the notebook fills in from its parameters, in backticks like any other. */
const NAMES = { catalog: "<catalog>", goldSchema: "<gold_schema>" };

/**
 * The notebook of the tables job: `template` is `jobs/create_tables.py`, the statements are those of the program, so
 * that there is one source of both.
 */
export function tablesNotebook(template: string): string {
  assert(
    template.includes(TABLES_PLACE),
    `jobs/create_tables.py has no line ${TABLES_PLACE}, in whose stead the tables stand.`,
  );
  const tables = CONFIG_TABLES.map((spec) => tableSteps(NAMES, spec));
  // A raw string of Python: JSON never holds three quotes in a row.
  const text = `TABLES = json.loads(r"""\n${JSON.stringify(tables, undefined, 1)}\n""")`;
  return template.replace(TABLES_PLACE, () => text);
}
