import { Command } from "commander";
import { adoptCommand } from "./adopt";
import { lintCommand } from "./lint";
import { postReviewCommand } from "./post-review";
import { reviewCommand } from "./review";
import { refuseTakenByNpm } from "./taken-by-npm";

/** `node commands/main.cjs <command>`, which is also what `npm run <command>` runs. */
export async function main(args: string[]): Promise<void> {
  const program = new Command("node commands/main.cjs").enablePositionalOptions().showHelpAfterError(false);
  for (const command of [adoptCommand(), lintCommand(), reviewCommand(), postReviewCommand()]) {
    program.addCommand(command);
    if (command.name() === args[0]) refuseTakenByNpm(command, args);
  }
  await program.parseAsync(args, { from: "user" });
}
