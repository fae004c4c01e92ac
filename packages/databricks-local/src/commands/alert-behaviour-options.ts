import { InvalidArgumentError, Option, type Command } from "commander";
import { DEFAULT_ALERT_BEHAVIOUR, type AlertBehaviour } from "../alerts/alert-behaviour";
import { EVALUATION_STATES, type EvaluationState } from "../alerts/alert-shape";

const DEFAULTS = DEFAULT_ALERT_BEHAVIOUR;

/** What the command line says about the alerts' behaviour. */
export interface AlertBehaviourFlags {
  readonly nameClash: AlertBehaviour["nameClash"];
  readonly defaults: "none" | "all";
  readonly normalise: boolean;
  readonly keepField: readonly string[];
  readonly trashInList: boolean;
  readonly trashById: "found" | "gone";
  readonly defaultFolder?: string;
  readonly checkParentPath: boolean;
  readonly pageSize: number;
  readonly maxPageSize: number;
  readonly alertQuota: number;
  readonly evaluationsAtOnce: number;
  readonly nullIsNotNull: EvaluationState;
  readonly nullAggregateIsNotNull: EvaluationState;
  readonly nullCompared: EvaluationState;
  readonly taskHidesOwn: boolean;
  readonly taskHidesGiven: boolean;
  readonly taskTellsOk: boolean;
}

/** Adds the switches for what is not known for sure about the service's alerts; see `docs/alerts.md`. */
export function addAlertBehaviourOptions(command: Command): Command {
  return command
    .optionsGroup("What is not confirmed about the service's alerts, either way (docs/alerts.md):")
    .addOption(
      new Option(
        "--name-clash <how>",
        "a second alert of one name in one folder: refused, numbered (1), or made",
      )
        .choices(["error", "suffix", "duplicate"])
        .default(DEFAULTS.nameClash),
    )
    .addOption(
      new Option("--defaults <which>", "defaults that are answered for optional fields that were left out")
        .choices(["none", "all"])
        .default("none"),
    )
    .option("--normalise", "keep alerts in a form that means the same", DEFAULTS.normalise)
    .option(
      "--keep-field <path>",
      "a field that updates are answered 200 for and that stays as it was; again for more",
      (path: string, paths: readonly string[]) => [...paths, path],
      DEFAULTS.keptFields,
    )
    .option("--trash-in-list", "list alerts that are in the trash, too", DEFAULTS.listTrash)
    .addOption(
      new Option("--trash-by-id <how>", "GET of an alert in the trash: found as DELETED, or 404")
        .choices(["found", "gone"])
        .default("found"),
    )
    .option(
      "--default-folder <path>",
      "folder of alerts without parent_path (default: the user's home)",
      parseFolder,
    )
    .option(
      "--check-parent-path",
      "refuse an alert whose parent_path does not exist",
      DEFAULTS.checkParentPath,
    )
    .option(
      "--page-size <count>",
      "alerts on a page when none is asked for",
      parseCount,
      DEFAULTS.alertPageSize,
    )
    .option("--max-page-size <count>", "largest page_size", parseCount, DEFAULTS.maxAlertPageSize)
    .option("--alert-quota <count>", "alerts that fit, trash included", parseCount, DEFAULTS.alertQuota)
    .option(
      "--evaluations-at-once <count>",
      "evaluations at a time; more are skipped",
      parseCount,
      DEFAULTS.maxEvaluationsAtOnce,
    )
    .addOption(state("--null-is-not-null", "IS_NOT_NULL of a first row's NULL", DEFAULTS.nullIsNotNull))
    .addOption(
      state(
        "--null-aggregate-is-not-null",
        "IS_NOT_NULL of an aggregation that is NULL",
        DEFAULTS.nullAggregateIsNotNull,
      ),
    )
    .addOption(state("--null-compared", "NULL compared with a threshold", DEFAULTS.nullCompared))
    .option("--task-hides-own", "an alert task without subscribers tells nobody", !DEFAULTS.taskTellsOwn)
    .option("--task-hides-given", "an alert task tells no subscribers of its own", !DEFAULTS.taskTellsGiven)
    .option(
      "--task-tells-ok",
      "an alert task tells subscribers of its own also that it is OK",
      DEFAULTS.taskTellsOk,
    );
}

function state(flag: string, of: string, usual: EvaluationState): Option {
  return new Option(`${flag} <state>`, `the state of an alert: ${of}`)
    .choices(EVALUATION_STATES)
    .default(usual);
}

export function alertBehaviourOf(flags: AlertBehaviourFlags): AlertBehaviour {
  return {
    nameClash: flags.nameClash,
    fillDefaults: flags.defaults === "all",
    normalise: flags.normalise,
    keptFields: flags.keepField,
    listTrash: flags.trashInList,
    findTrash: flags.trashById === "found",
    defaultFolder: flags.defaultFolder,
    checkParentPath: flags.checkParentPath,
    alertPageSize: flags.pageSize,
    maxAlertPageSize: flags.maxPageSize,
    alertQuota: flags.alertQuota,
    maxEvaluationsAtOnce: flags.evaluationsAtOnce,
    nullIsNotNull: flags.nullIsNotNull,
    nullAggregateIsNotNull: flags.nullAggregateIsNotNull,
    nullCompared: flags.nullCompared,
    taskTellsOwn: !flags.taskHidesOwn,
    taskTellsGiven: !flags.taskHidesGiven,
    taskTellsOk: flags.taskTellsOk,
  };
}

function parseCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError("It must be a whole number from 1.");
}

function parseFolder(text: string): string {
  if (text.startsWith("/")) return text;
  throw new InvalidArgumentError("It must be an absolute path such as /Shared/alerts.");
}
