import { Command } from "commander";
import type * as AdoptRows from "./adopt-rows";
import { isForLocalWorkspace, load, onStack, runOnLocalWorkspace, type StackOptions } from "./follow-stack";

export interface AdoptOptions extends StackOptions {
  readonly all?: true;
  readonly preview?: true;
  readonly json?: true;
}

/** `npm run adopt`: takes what somebody changed at alerts in the workspace into their rows. */
export function adoptCommand(): Command {
  const command = new Command("adopt")
    .description("Takes what was changed at alerts in the workspace into their rows of alert_configurations.")
    .argument("[alert_id...]", "the rows")
    .option("--all", "every row that has an alert")
    .option("--preview", "show what would be written, and write nothing")
    .option("--json", "print one JSON document")
    .action((alertIds: string[], options: AdoptOptions) => {
      if (isForLocalWorkspace(options)) return runOnLocalWorkspace();
      return (load("./adopt-rows") as typeof AdoptRows).adopt(alertIds, options);
    });
  return onStack(command);
}
