import { Command, Option } from "commander";
import type * as JudgeFirings from "./judge-firings";
import { isForLocalWorkspace, load, onStack, runOnLocalWorkspace, type StackOptions } from "./follow-stack";

export interface FeedbackOptions extends StackOptions {
  readonly at?: string;
  readonly until?: string;
  readonly falsePositive?: true;
  readonly truePositive?: true;
  readonly acknowledge?: true;
  readonly clear?: true;
  readonly json?: true;
}

export interface UnjudgedOptions extends StackOptions {
  readonly days: string;
  readonly json?: true;
}

/** `npm run feedback`: what people say of firings, from which the score `feedback` learns. */
export function feedbackCommand(): Command {
  const command = new Command("feedback")
    // What stands behind `list` is its own.
    .enablePositionalOptions()
    .description("Says of a firing in alert_history whether it was justified, or that somebody has seen it.")
    .argument("<alert_id>", "the alert")
    .option("--at <time>", "when it fired, in UTC: 2026-11-09 13:00, a whole day, or last")
    .option("--until <time>", "of all firings from --at until then")
    .addOption(
      new Option("--false-positive", "it was no trouble").conflicts(["truePositive", "acknowledge", "clear"]),
    )
    .addOption(new Option("--true-positive", "it was justified").conflicts(["acknowledge", "clear"]))
    .addOption(
      new Option("--acknowledge", "somebody has seen it; whether it was justified is said later").conflicts(
        "clear",
      ),
    )
    .option("--clear", "takes back what was said")
    .option("--json", "print one JSON document")
    .action((alertId: string, options: FeedbackOptions) => {
      if (isForLocalWorkspace(options)) return runOnLocalWorkspace();
      return firings().judge(alertId, options);
    });
  const list = new Command("list")
    .description("Lists the firings that nobody has judged, those that were held back among them.")
    .argument("[alert_id]", "of this alert only")
    .option("--days <days>", "of so many last days", "14")
    .option("--json", "print one JSON document")
    .action((alertId: string | undefined, options: UnjudgedOptions) => {
      if (isForLocalWorkspace(options)) return runOnLocalWorkspace();
      return firings().listUnjudged(alertId, options);
    });
  return onStack(command).addCommand(onStack(list));
}

function firings(): typeof JudgeFirings {
  return load("./judge-firings") as typeof JudgeFirings;
}
