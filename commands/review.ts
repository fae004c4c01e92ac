import { Command, InvalidArgumentError, Option } from "commander";
import { SHOWN_VALUES, type ShownValues } from "../review/shown-values";
import {
  isForLocalWorkspace,
  load,
  localState,
  onStack,
  runOnLocalWorkspace,
  type StackOptions,
} from "./follow-stack";
import type * as RunReview from "./run-review";
import { runUrl, webAddress } from "./run-url";

export interface ReviewCommandOptions extends StackOptions {
  readonly out: string;
  readonly offline?: true;
  readonly rows?: string;
  readonly base?: string;
  readonly baseCommit?: string;
  readonly sarif?: string;
  readonly state?: string;
  readonly all?: true;
  readonly drift?: true;
  /** `false` with --no-replay. */
  readonly replay: boolean;
  readonly replayDays: number;
  readonly as?: string;
  readonly values: ShownValues;
  readonly startWarehouse?: true;
  readonly plan?: string;
  readonly commit?: string;
  readonly run?: string;
  readonly now?: Date;
  readonly json?: true;
}

const MOST_DAYS = 92;

/** `npm run review`: what the next up would do with the alerts, for the reviewer of a change. */
export function reviewCommand(): Command {
  const ownRun = runUrl(process.env);
  const command = new Command("review")
    .description(
      "Says what the next up would do with the alerts: report.json, report.md (a pull request's comment) and report.html.\n" +
        "Exit status: 0 nothing, or infos only; 2 a warning; 3 an error; 1 there is no review.",
    )
    .option("--out <folder>", "where the report goes", ".local/review")
    .option("--offline", "ask no workspace: rows from --rows, else those of a new table and of the packs")
    .option("--rows <file>", "with --offline: rows as JSON, { alertRows, destinationRows }")
    .option("--base <file>", "with --offline: the rows to compare with, in the same form")
    .option(
      "--base-commit <commit>",
      "the commit that the change is made to: what its packs say already is no part of the change",
    )
    .option(
      "--sarif <file>",
      "writes findings with their places in packs, for tools that show them beside the lines",
    )
    .option(
      "--state <file>",
      "the stack's state, as pulumi stack export writes it: what was deployed last; - is stdin",
    )
    .option("--all", "check the unchanged alerts, too")
    .option("--drift", "compare only: any difference between rows and workspace is a warning")
    .option("--replay-days <days>", "how far back changed alerts are replayed", days, 14)
    .option("--no-replay", "replay nothing")
    .addOption(
      new Option("--values <which>", "what the report shows of values that queries gave, and of their errors")
        .choices(SHOWN_VALUES)
        .default("numbers"),
    )
    .option("--start-warehouse", "start the SQL warehouse if it is stopped")
    .option("--plan <file>", "the saved plan that is reviewed: its alerts must be those of the rows")
    .option(
      "--as <principal>",
      "who is to ask the queries, also of alerts that run as others: who signs in must be that",
    )
    .option("--commit <sha>", "the commit that the report is to name")
    .option("--run <url>", "the CI run's page, where the comment says the full report is", address, ownRun)
    .option("--now <time>", "the time to take for now, ISO 8601", time)
    .option("--json", "print report.json")
    .action(run);
  return onStack(command);
}

async function run(options: ReviewCommandOptions): Promise<void> {
  if (options.offline || !isForLocalWorkspace(options)) {
    const { runReview } = load("./run-review") as typeof RunReview;
    return runReview(options);
  }
  // Warehouses of the local workspace cost nothing: a stopped one is started unasked.
  if (options.state !== undefined) return runOnLocalWorkspace(["--start-warehouse"]);
  return runOnLocalWorkspace(["--start-warehouse", "--state", "-"], await localState(options.stack));
}

function days(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > MOST_DAYS)
    throw new InvalidArgumentError(`It must be a number of days from 1 to ${MOST_DAYS}.`);

  return Number(text);
}

function address(text: string): string {
  const url = webAddress(text);
  if (url === undefined)
    throw new InvalidArgumentError("It must be an address such as https://ci.example.com/1.");
  return url;
}

function time(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError("It must be a time such as 2026-11-23T09:00:00Z.");
  return at;
}
