import assert from "node:assert/strict";
import { heldBackSql, tellsFigure } from "../../alerting/compile/compile";
import type { PlannedAlert } from "../../alerting/planned-alert";
import { CONFIG_TABLES } from "../../alerting/tables/config-tables";
import type { JobSettings } from "../../settings/job-settings";
import { tableSteps } from "./table-steps";

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
  return filled(template, "deploy_alerts", "FIXED = None", "the settings stand", `FIXED = ${loaded(fixed)}`);
}

/** Why the job would run with other settings than the stack's, or nothing. `committed` is the text of `FIXED_FILE`. */
export function faultOfFixedFile(committed: string | undefined, fixed: FixedSettings): string | undefined {
  const wanted = `${JSON.stringify(fixed, undefined, 2)}\n`;
  return committed?.trim() === wanted.trim()
    ? undefined
    : `${FIXED_FILE} is not what the stack's settings say, and alerting_deploy_job, whose notebook comes from Git, reads it ` +
        `there. Commit it as\n${wanted}`;
}

/** The score of an alert, as the history job asks for it. */
interface RecordedScore {
  /** As the alert's query calls it. */
  readonly function: string;
  /** What the service compares is the figure, so that its record says what was held back. */
  readonly tellsFigure: boolean;
}

/** Row → score, of the alerts that have one. */
export function recordedScores(
  alerts: readonly Pick<PlannedAlert, "alertId" | "authored">[],
): ReadonlyMap<string, RecordedScore> {
  return new Map(
    alerts.flatMap(({ alertId, authored }) =>
      authored.score
        ? [[alertId, { function: authored.score.function, tellsFigure: tellsFigure(authored) }] as const]
        : [],
    ),
  );
}

/**
 * The notebook of the history job: `template` is `jobs/record_history.py`, `alertIds` the alerts that the stack has, by row.
 * They are no parameter: whoever may run the job could name any alert, as whoever may write a row can there.
 */
export function historyNotebook(
  template: string,
  alertIds: Readonly<Record<string, string>>,
  scores: ReadonlyMap<string, RecordedScore> = new Map(),
): string {
  const alerts = Object.entries(alertIds)
    .map(([alert_id, databricks_alert_id]) => {
      const score = scores.get(alert_id);
      return {
        alert_id,
        databricks_alert_id,
        ...(score && { score: score.function, tells_figure: score.tellsFigure }),
      };
    })
    .sort((a, b) => (a.alert_id < b.alert_id ? -1 : 1));
  const heldBack = heldBackSql("e.result.double_value", "e.threshold.double_value");
  return filled(
    filled(
      template,
      "record_history",
      "ALERTS = None",
      "the stack's alerts stand",
      `ALERTS = ${loaded(alerts)}`,
    ),
    "record_history",
    "HELD_BACK = None",
    "how the record says what was held back stands",
    `HELD_BACK = ${JSON.stringify(heldBack)}`,
  );
}

/** Names that the notebook fills in from its parameters, in backticks like any other. */
const NAMES = { catalog: "<catalog>", goldSchema: "<gold_schema>" };

/**
 * The notebook of the tables job: `template` is `jobs/create_tables.py`, the statements are those of the program, so
 * that there is one source of both.
 */
export function tablesNotebook(template: string): string {
  const tables = CONFIG_TABLES.map((spec) => tableSteps(NAMES, spec));
  // A raw string of Python: JSON never holds three quotes in a row.
  const text = `TABLES = json.loads(r"""\n${JSON.stringify(tables, undefined, 1)}\n""")`;
  return filled(template, "create_tables", "TABLES = []", "the tables stand", text);
}

/** The notebook with the text in the stead of its line `place`; `what` says what stands there then. */
function filled(template: string, notebook: string, place: string, what: string, text: string): string {
  assert(template.includes(place), `jobs/${notebook}.py has no line ${place}, in whose stead ${what}.`);
  return template.replace(place, () => text);
}

/** An expression of Python. A text of JSON is one of Python, too, whatever it holds. */
function loaded(value: unknown): string {
  return `json.loads(${JSON.stringify(JSON.stringify(value))})`;
}
