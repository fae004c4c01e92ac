import { Command, Option } from "commander";
import { isForLocalWorkspace, load, onStack, runOnLocalWorkspace, type StackOptions } from "./follow-stack";
import type * as RunNotify from "./notify/run-notify";

export const CONTENTS = ["sample", "worst", "last"] as const;
export const TESTED_STATES = ["TRIGGERED", "OK"] as const;

export interface NotifyOptions extends StackOptions {
  readonly to: readonly string[];
  readonly channel: readonly string[];
  readonly allChannels?: true;
  readonly state: (typeof TESTED_STATES)[number];
  readonly with: (typeof CONTENTS)[number];
  readonly routes?: true;
  readonly json?: true;
}

/** `npm run notify`: the message of an alert, shown and sent as a test. */
export function notifyCommand(): Command {
  const several = (text: string, before: readonly string[]) => [...before, text];
  const command = new Command("notify")
    .description(
      "Shows the message of an alert, and sends it as a test where receivers are named: by an alert [TEST] … in a folder of its own,\n" +
        "with the same templates over rows that are written out, which is deleted for good again. The alert itself is not touched.\n" +
        "Exit status: 0 all were told, or nobody was to be; 1 one was not.",
    )
    .argument("[alert_id]", "the row")
    .option("--to <address>", "an e-mail address; can be repeated", several, [])
    .option(
      "--channel <name>",
      "a channel, by its destination_id in notification_destinations; can be repeated",
      several,
      [],
    )
    .option("--all-channels", "every channel that the row names")
    .addOption(
      new Option("--state <state>", "what it tells; OK comes behind a message of TRIGGERED, as in earnest")
        .choices(TESTED_STATES)
        .default("TRIGGERED"),
    )
    .addOption(
      new Option(
        "--with <rows>",
        "made-up rows, the worst ones (NULL, 100 rows, <, |, emoji), or what the query gives now",
      )
        .choices(CONTENTS)
        .default("sample"),
    )
    .option("--routes", "list who hears of which alerts, and send nothing")
    .option("--json", "print one JSON document")
    .action((alertId: string | undefined, options: NotifyOptions) => {
      if (isForLocalWorkspace(options)) return runOnLocalWorkspace();
      return (load("./notify/run-notify") as typeof RunNotify).notify(alertId, options);
    });
  return onStack(command);
}
