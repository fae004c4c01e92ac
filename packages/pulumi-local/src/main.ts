import { Command } from "commander";
import { followShell } from "./commands/end-signals";
import { runStackCommand } from "./commands/run-stack-command";
import { stateCommand } from "./commands/stack";
import { stackCommand } from "./commands/stack-options";
import { RUN_COMMANDS } from "./run-options";
import { refuseTakenByNpm } from "./taken-by-npm";

/** `pulumi-local <command>` */
export async function main(args: string[]): Promise<void> {
  const program = new Command("pulumi-local")
    .description("Runs a Pulumi program for Node.js without the Pulumi CLI, for trying and testing.")
    .enablePositionalOptions()
    .showHelpAfterError(false);
  for (const command of RUN_COMMANDS) {
    program.addCommand(stackCommand(command, (options) => runStackCommand(command, options)));
  }
  program.addCommand(stateCommand());
  for (const command of program.commands) if (command.name() === args[0]) refuseTakenByNpm(command, args);
  if (process.env["npm_lifecycle_event"] !== undefined) followShell();
  await program.parseAsync(args, { from: "user" });
}
