import { Command } from "commander";
import { followShell } from "./commands/end-signals";
import { runStackCommand } from "./commands/run-stack-command";
import { stateCommand } from "./commands/stack";
import { stackCommand } from "./commands/stack-options";
import { ExpectedError } from "./expected-error";
import { RUN_COMMANDS } from "./run-options";

/** `pulumi-local <command>` */
export async function main(args: string[]): Promise<void> {
  const program = new Command("pulumi-local")
    .description("Runs a Pulumi program for Node.js without the Pulumi CLI, for trying and testing.")
    .enablePositionalOptions()
    .showHelpAfterError(false);
  for (const command of RUN_COMMANDS)
    program.addCommand(stackCommand(command, (options) => runStackCommand(command, options)));

  program.addCommand(stateCommand());
  for (const command of program.commands) if (command.name() === args[0]) refuseTakenByNpm(command, args);
  if (process.env["npm_lifecycle_event"] !== undefined) followShell();
  await program.parseAsync(args, { from: "user" });
}

/**
 * npm takes a flag for its own where the `--` before it was forgotten (`npm run sql --json`), and tells what it starts so
 * (`npm_config_json`): the command would do something else than it was asked.
 */
function refuseTakenByNpm({ options }: Command, args: readonly string[], env = process.env): void {
  const script = env["npm_lifecycle_event"];
  if (script === undefined) return;
  const flags = options.flatMap(({ long, hidden }) => (long === undefined || hidden ? [] : [long]));
  const taken = flags.find(
    (flag) =>
      env[`npm_config_${flag.replace(/^--(no-)?/, "").replaceAll("-", "_")}`] !== undefined &&
      !args.some((argument) => argument === flag || argument.startsWith(`${flag}=`)),
  );
  if (taken !== undefined)
    throw new ExpectedError(`npm took ${taken} for itself: write npm run ${script} -- ${taken}`);
}
