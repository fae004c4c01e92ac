import { Command, InvalidArgumentError, Option } from "commander";
import { isForLocalWorkspace, load, onStack, runOnLocalWorkspace, type StackOptions } from "./follow-stack";
import type * as RunReport from "./report/run-report";

export interface ReportOptions extends StackOptions {
  readonly days: number;
  readonly weekly?: true;
  readonly out: string;
  readonly json?: true;
}

const WEEK = 7;
const MOST_DAYS = 366;

/** `npm run report`: what the alerts of the last days came to. */
export function reportCommand(): Command {
  const command = new Command("report")
    .description(
      "Says what the alerts of the last days came to, by alert_history and what people said of firings: what fired, what was noise, what\n" +
        "never fired, what is silenced, what takes longest, what nobody tests. Writes report.md, report.html and report.json. Changes nothing.",
    )
    .addOption(new Option("--weekly", "of the last 7 days, as without --days").conflicts("days"))
    .option("--days <count>", "of so many last days", wholeDays, WEEK)
    .option("--out <folder>", "where the report goes", ".local/report")
    .option("--json", "print report.json")
    .action((options: ReportOptions) => {
      if (isForLocalWorkspace(options)) return runOnLocalWorkspace();
      return (load("./report/run-report") as typeof RunReport).report(options);
    });
  return onStack(command);
}

function wholeDays(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > MOST_DAYS)
    throw new InvalidArgumentError(`It must be a number of days from 1 to ${MOST_DAYS}.`);
  return Number(text);
}
