import { Command } from "commander";
import { followShell } from "./commands/end-signals";
import { evaluateCommand } from "./commands/evaluate";
import { jobCommand } from "./commands/job";
import { refuseTakenByNpm } from "./commands/npm-script";
import { runCommand } from "./commands/run";
import { sqlCommand } from "./commands/sql";
import { startCommand } from "./commands/start";

/** `databricks-local <command>` */
export async function main(args: string[]): Promise<void> {
  const program = new Command("databricks-local")
    .description("A Databricks workspace on this machine, for trying and testing.")
    .enablePositionalOptions()
    .showHelpAfterError(false);
  const commands = [startCommand(), runCommand(), sqlCommand(), evaluateCommand(), jobCommand()];
  for (const command of commands) {
    program.addCommand(command);
    if (command.name() === args[0]) refuseTakenByNpm(command, args);
  }
  if (process.env["npm_lifecycle_event"] !== undefined) followShell();
  await program.parseAsync(args, { from: "user" });
}
