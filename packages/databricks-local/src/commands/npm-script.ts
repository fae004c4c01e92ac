import type { Command } from "commander";
import { ExpectedError } from "../expected-error";

/** The script of `package.json` that npm started this command for; `npx` is none. */
export function npmScript(env = process.env): string | undefined {
  const { npm_lifecycle_event: script } = env;
  return script === "npx" ? undefined : script;
}

/**
 * npm takes a flag for its own where the `--` before it was forgotten (`npm run sql --json`), and tells what it starts so
 * (`npm_config_json`): the command would do something else than it was asked.
 */
export function refuseTakenByNpm({ options }: Command, args: readonly string[], env = process.env): void {
  const script = npmScript(env);
  if (script === undefined) return;
  const flags = options.flatMap(({ long, hidden }) => (long === undefined || hidden ? [] : [long]));
  const taken = flags.find(
    (flag) =>
      env[nameByNpm(flag)] !== undefined &&
      !args.some((argument) => argument === flag || argument.startsWith(`${flag}=`)),
  );
  if (taken !== undefined)
    throw new ExpectedError(`npm took ${taken} for itself: write npm run ${script} -- ${taken}`);
}

/** `--token` is the beginning of a name of npm's own. */
function nameByNpm(flag: string): string {
  return flag === "--token"
    ? "npm_config_token_description"
    : `npm_config_${flag.replace(/^--(no-)?/, "").replaceAll("-", "_")}`;
}

/** A command with its argument as whoever started this one writes it: by npm where it was started by npm. */
export function shownCommand(command: string, argument: string, env = process.env): string {
  const script = npmScript(env);
  const word = /^[\w.:/-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
  return script === undefined ? `databricks-local ${command} ${word}` : `npm run ${script} -- ${word}`;
}
