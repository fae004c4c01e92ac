import { Command } from "commander";
import { isForLocalWorkspace, load, onStack, runOnLocalWorkspace, type StackOptions } from "./follow-stack";
import type * as SilenceAlerts from "./silence/silence-alerts";

export interface SilenceOptions extends StackOptions {
  readonly domain?: string;
  readonly severity?: string;
  readonly owner?: string;
  readonly tag?: string;
  readonly from?: string;
  readonly for?: string;
  readonly until?: string;
  readonly because?: string;
  readonly repeats?: string;
  readonly zone?: string;
  readonly ticket?: string;
  readonly preview?: true;
  readonly json?: true;
}

export interface ListOptions extends StackOptions {
  readonly all?: true;
  readonly json?: true;
}

const EXAMPLES = `
  npm run silence -- COST-012 --for 4h --because "billing migration"
  npm run silence -- --domain COST --until "2026-12-24 08:00" --because "freeze" --preview
  npm run silence -- 'COST-*' --for 30d --repeats "SAT,SUN 22:00-06:00" --zone Europe/Zurich --because "weekend loads"
  npm run silence -- list
  npm run silence -- end 1f0c5a2e`;

/** `npm run silence`: who is quiet for a while, by rows of alert_silences. */
export function silenceCommand(): Command {
  const silences = () => load("./silence/silence-alerts") as typeof SilenceAlerts;
  const command = new Command("silence")
    // What stands behind list or end is theirs.
    .enablePositionalOptions()
    .description("Makes alerts quiet for a while, without a deployment (docs/silences.md).")
    .argument("[alert_id]", "which alerts; * stands for any characters, ? for one")
    .option("--domain <domain>", "those of this agent_domain")
    .option("--severity <severity>", "those of this severity")
    .option("--owner <owner>", "those of this owner")
    .option("--tag <key=value>", "those with this tag")
    .option("--for <time>", "how long: 30m, 4h, 2d, 1w; at most 90 days")
    .option("--until <moment>", "until when: 2026-12-24 08:00, which is UTC unless it says otherwise")
    .option("--from <moment>", "from when on, where that is not now")
    .option("--because <reason>", "why; always needed")
    .option("--repeats <hours>", "only at these hours of the week: SAT,SUN 22:00-06:00")
    .option("--zone <zone>", "whose hours these are, where that is not UTC")
    .option("--ticket <url>", "where the work behind it is planned")
    .option(
      "--preview",
      "say whom it covers and what it would have hidden in the last 14 days; write nothing",
    )
    .option("--json", "print one JSON document")
    .addHelpText("after", EXAMPLES)
    .action((alertId: string | undefined, options: SilenceOptions) =>
      isForLocalWorkspace(options) ? runOnLocalWorkspace() : silences().silence(alertId, options),
    );
  command.addCommand(
    onStack(new Command("list"))
      .description("The silences that hold or are to come, and which alerts each covers.")
      .option("--all", "those that are over, too")
      .option("--json", "print one JSON document")
      .action((options: ListOptions) =>
        isForLocalWorkspace(options) ? runOnLocalWorkspace() : silences().listSilences(options),
      ),
  );
  command.addCommand(
    onStack(new Command("end"))
      .description("Ends a silence now.")
      .argument("<silence_id>", "as list shows it, or its beginning")
      .action((silenceId: string, options: StackOptions) =>
        isForLocalWorkspace(options) ? runOnLocalWorkspace() : silences().endSilenceOf(silenceId, options),
      ),
  );
  return onStack(command);
}
