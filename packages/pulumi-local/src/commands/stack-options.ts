import { Command, InvalidArgumentError, Option } from "commander";
import type { RunCommand } from "../run-options";

export interface StackOptions {
  diff?: true;
  json?: true;
  parallel?: number;
  continueOnError?: true;
  config: Record<string, string>;
  secretConfig: Record<string, string>;
  stack: string;
  expectNoChanges?: true;
  target: string[];
  targetDependents?: true;
  exclude: string[];
  excludeDependents?: true;
  replace?: string[];
  targetReplace?: string[];
  refresh?: true;
  clearPendingCreates?: true;
  eventLog?: string;
}

const DESCRIPTIONS: Record<RunCommand, string> = {
  preview: "Shows what an up would do to the stack, and changes nothing.",
  up: "Brings the stack to what the program declares.",
  refresh: "Reads what is there into the stack's state.",
  destroy: "Deletes everything that the stack has.",
};

/** The command line of preview, up, refresh and destroy, with Pulumi's names. */
export function stackCommand(command: RunCommand, run: (options: StackOptions) => Promise<void>): Command {
  const program = new Command(command)
    .description(DESCRIPTIONS[command])
    .option("--diff", "show every property that changes, old and new")
    .option("--json", "print one JSON document to stdout, everything else to stderr")
    .option("-p, --parallel <n>", "how many operations run at the same time (default: 4 × cores)", positive)
    .option("--continue-on-error", "try everything that does not depend on a failure")
    .option("-c, --config <key=value>", "a setting for this run; can be repeated", setting, {})
    .option("--secret-config <key=value>", "a secret for this run; can be repeated", setting, {})
    .option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml", "dev")
    .option(
      "--event-log <file>",
      "append the events to this file, one JSON document a line, as Pulumi's CLI does",
    )
    .option("--expect-no-changes", "fail if anything changes")
    .option("-t, --target <urn>", "only this resource, by URN or name; can be repeated", listed, [])
    .option("--target-dependents", "with --target: and what depends on it")
    .option("--exclude <urn>", "all but this resource; can be repeated", listed, [])
    .option("--exclude-dependents", "with --exclude: and but what depends on it")
    .addOption(new Option("-y, --yes", "accepted: nothing is ever asked").hideHelp())
    .addOption(new Option("-f, --skip-preview", "accepted: nothing is previewed first").hideHelp())
    .allowExcessArguments(false)
    .action(run);
  addOptionsOf(command, program);
  return program;
}

function addOptionsOf(command: RunCommand, program: Command): void {
  if (command === "refresh") {
    program.option("--clear-pending-creates", "creations that were interrupted came to nothing: forget them");
    return;
  }
  program.option("-r, --refresh", "read what is there first");
  if (command === "destroy") return;
  program
    .option(
      "--replace <urn>",
      "replace this resource even if it has not changed; can be repeated",
      listed,
      [],
    )
    .option("--target-replace <urn>", "short for --target and --replace of the same", listed, []);
}

function listed(text: string, list: string[]): string[] {
  return [...list, text];
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError("It must be a whole number from 1.");
  return value;
}

function setting(text: string, settings: Record<string, string>): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("It must be key=value.");
  return { ...settings, [text.slice(0, at)]: text.slice(at + 1) };
}
