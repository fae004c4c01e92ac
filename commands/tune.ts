import { Command, InvalidArgumentError } from "commander";
import { isForLocalWorkspace, load, onStack, runOnLocalWorkspace, type StackOptions } from "./follow-stack";
import type * as TuneAlert from "./tune-alert";

export interface TuneOptions extends StackOptions {
  readonly days: number;
  readonly json?: true;
}

const DAYS = 14;

/** `npm run tune`: what other thresholds and noise rules of an alert would have come to. */
export function tuneCommand(): Command {
  const command = new Command("tune")
    .description("Shows what other settings of an alert would have come to, by its replay. Changes nothing.")
    .argument("<alert_id>", "the row")
    .option("--days <count>", "how far back it is replayed", wholeDays, DAYS)
    .option("--json", "print one JSON document")
    .action((alertId: string, options: TuneOptions) => {
      if (isForLocalWorkspace(options)) return runOnLocalWorkspace();
      return (load("./tune-alert") as typeof TuneAlert).tune(alertId, options);
    });
  return onStack(command);
}

function wholeDays(text: string): number {
  if (!/^\d{1,2}$/.test(text) || Number(text) < 1)
    throw new InvalidArgumentError("It must be from 1 to 99 days.");
  return Number(text);
}
