import type { Command } from "commander";
import { ExpectedError } from "../messages/expected-error";

/**
 * What npm sets where it reads one of our flags as letters of its own (`--apply` as `-a -p -p -l -y`), or as the beginning of a name of
 * its own. Of `--if`, `--commit`, `--local` and `--csv` it leaves no trace: their values are then arguments, which no command takes,
 * `--local` is what a command does without it, and for `--csv` npm prints its version.
 */
const READ_OTHERWISE: ReadonlyMap<string, readonly string[]> = new Map([
  ["--apply", ["all", "long", "parseable", "yes"]],
  ["--days", ["all", "yes"]],
  ["--plan", ["all", "long", "parseable"]],
  ["--to", ["token_description"]],
]);

/**
 * npm takes a flag for its own where the `--` before it was forgotten (`npm run lint --json`), and tells what it starts so
 * (`npm_config_json`): the command would do something else than it was asked.
 */
export function refuseTakenByNpm({ options }: Command, args: readonly string[], env = process.env): void {
  const script = env["npm_lifecycle_event"];
  if (script === undefined) return;
  const isSet = (name: string) => env[`npm_config_${name}`] !== undefined;
  const flags = options.flatMap(({ long, hidden }) => (long === undefined || hidden ? [] : [long]));
  const missing = flags.filter(
    (flag) => !args.some((argument) => argument === flag || argument.startsWith(`${flag}=`)),
  );
  // Letters first: one of them may be the name of another flag (`--all`).
  const taken =
    missing.find((flag) => READ_OTHERWISE.get(flag)?.every(isSet) === true) ??
    missing.find((flag) => isSet(flag.replace(/^--(no-)?/, "").replaceAll("-", "_")));
  if (taken !== undefined)
    throw new ExpectedError(`npm took ${taken} for itself: write npm run ${script} -- ${taken}`);
}
