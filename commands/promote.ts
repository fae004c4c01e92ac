import { Command } from "commander";
import { isForLocalWorkspace, load, onStack, runOnLocalWorkspace, type StackOptions } from "./follow-stack";
import type * as PromoteRow from "./promote-row";

export interface PromoteOptions extends StackOptions {
  readonly if?: string;
  readonly preview?: true;
  readonly json?: true;
}

/** `npm run promote`: lets an alert that was only tried tell people. */
export function promoteCommand(): Command {
  const command = new Command("promote")
    .description("Shows what an alert in shadow would have sent, and makes it LIVE (docs/conditions.md).")
    .argument("<alert_id>", "the row")
    .option("--if <evidence>", 'only then: "episodes <= 3 and errors = 0 in 14 days"')
    .option("--preview", "show it, and write nothing")
    .option("--json", "print one JSON document")
    .action((alertId: string, options: PromoteOptions) => {
      if (isForLocalWorkspace(options)) return runOnLocalWorkspace();
      return (load("./promote-row") as typeof PromoteRow).promote(alertId, options);
    });
  return onStack(command);
}
