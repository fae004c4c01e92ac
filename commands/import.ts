import { Command, InvalidArgumentError } from "commander";
import {
  isForLocalWorkspace,
  load,
  localState,
  onStack,
  runOnLocalWorkspace,
  type StackOptions,
} from "./follow-stack";
import type * as RunImport from "./import/run-import";
import type * as RunLegacy from "./import/run-legacy";

export interface PlanOptions extends StackOptions {
  readonly folder?: string;
  readonly owner?: string;
  readonly from: readonly string[];
  readonly legacy?: true;
  /** Whether blanks are asked for, where somebody sits at a terminal. */
  readonly questions: boolean;
  readonly json?: true;
}

export interface ApplyOptions extends StackOptions {
  readonly into?: string;
  readonly withChanges?: true;
  readonly json?: true;
}

export interface CompareOptions extends StackOptions {
  readonly days: number;
  readonly json?: true;
}

export interface RetireOptions extends StackOptions {
  readonly all?: true;
}

export interface CancelOptions extends StackOptions {
  readonly state?: string;
  readonly json?: true;
}

/** `npm run import`: alerts that somebody made by hand become rows. */
export function importCommand(): Command {
  const command = new Command("import").description(
    "Makes rows of the alerts that the workspace has already (docs/import.md).",
  );
  const run = () => load("./import/run-import") as typeof RunImport;
  const legacy = () => load("./import/run-legacy") as typeof RunLegacy;
  command.addCommand(
    online("plan", "Writes import/rows.yaml: each alert that no row has, as a row, to be looked through.")
      .option("--folder <folder>", "only alerts of this folder of the workspace, and of those below it")
      .option("--owner <name>", "only alerts of this owner")
      .option(
        "--from <file>",
        "alerts of a file instead: <name>.dbalert.json, databricks.yml, terraform.tfstate; can be repeated",
        (file: string, before: readonly string[]) => [...before, file],
        [],
      )
      .option(
        "--legacy",
        "alerts of the first version instead, as rows in shadow, each with its saved query and job",
      )
      .option("--no-questions", "in a terminal, too: leave blank what no alert says of itself")
      .action((options: PlanOptions) =>
        isForLocalWorkspace(options) ? runOnLocalWorkspace() : run().runPlan(options),
      ),
  );
  command.addCommand(
    online(
      "apply",
      "Writes the rows of import/rows.yaml, each with its alert, which the next up takes over as it is.",
    )
      .option("--into <folder>", "packs/<name>: the rows become that pack's (default: rows of the table)")
      .option("--with-changes", "also where the next up changes the alert")
      .action((options: ApplyOptions) =>
        isForLocalWorkspace(options) ? runOnLocalWorkspace() : run().runApply(options),
      ),
  );
  command.addCommand(
    online("cancel", "Deletes the rows of import/rows.yaml that nobody changed since; their alerts stay.")
      .option(
        "--state <file>",
        "the stack's state, as pulumi stack export writes it: rows stay whose alerts it has; - is stdin",
      )
      .action(async (options: CancelOptions) => {
        if (!isForLocalWorkspace(options)) return run().runCancel(options);
        if (options.state !== undefined) return runOnLocalWorkspace();
        return runOnLocalWorkspace(["--state", "-"], await localState(options.stack));
      }),
  );
  command.addCommand(
    online("compare", "Shows what legacy alerts and the rows in their place came to, day by day.")
      .argument("[alert_id...]", "the rows (default: all)")
      .option("--days <count>", "how far back", wholeDays, DAYS)
      .action((alertIds: string[], options: CompareOptions) =>
        isForLocalWorkspace(options) ? runOnLocalWorkspace() : legacy().runCompare(alertIds, options),
      ),
  );
  command.addCommand(
    onStack(new Command("retire"))
      .description("Moves legacy alerts to the trash whose rows are LIVE.")
      .argument("[alert_id...]", "the rows")
      .option("--all", "every row that takes the place of one")
      .action((alertIds: string[], options: RetireOptions) =>
        isForLocalWorkspace(options) ? runOnLocalWorkspace() : legacy().runRetire(alertIds, options),
      ),
  );
  return command;
}

const DAYS = 14;

function wholeDays(text: string): number {
  if (!/^\d{1,2}$/.test(text) || Number(text) < 1)
    throw new InvalidArgumentError("It must be from 1 to 99 days.");
  return Number(text);
}

function online(name: string, description: string): Command {
  return onStack(new Command(name).description(description)).option("--json", "print one JSON document");
}
