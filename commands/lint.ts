import { Command, Option } from "commander";
import { FINDING_SEVERITIES, type FindingSeverity } from "../settings/lint-settings";
import { isForLocalWorkspace, load, onStack, runOnLocalWorkspace, type StackOptions } from "./follow-stack";
import type * as LintRows from "./lint-rows";

export interface LintOptions extends StackOptions {
  readonly all?: true;
  readonly rows?: string;
  readonly rules?: true;
  readonly json?: true;
  readonly failOn: FindingSeverity | "never";
}

/** `npm run lint`: what the rules of docs/lint find in alert rows. */
export function lintCommand(): Command {
  const failOn = new Option("--fail-on <severity>", "the exit status is 1 from this severity on").choices([
    ...FINDING_SEVERITIES,
    "never",
  ]);
  const command = new Command("lint")
    .description("Looks for what a reviewer would find in alert rows (docs/lint/README.md).")
    .option("--all", "every row, not only those that changed since they were last deployed")
    .option("--rows <file>", "rows of a JSON file, without any workspace")
    .option("--rules", "list the rules")
    .option("--json", "print one JSON document")
    .addOption(failOn.default("error"))
    .action((options: LintOptions) => {
      const isOffline = options.rules !== undefined || options.rows !== undefined;
      if (!isOffline && isForLocalWorkspace(options)) return runOnLocalWorkspace();
      return (load("./lint-rows") as typeof LintRows).lint(options);
    });
  return onStack(command);
}
