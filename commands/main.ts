import { Command } from "commander";
import { adoptCommand } from "./adopt";
import type { FileFaultsError } from "../rows/packs/yaml-file";
import type * as Annotations from "./annotations";
import { doctorCommand } from "./doctor";
import { feedbackCommand } from "./feedback";
import { load } from "./follow-stack";
import { importCommand } from "./import";
import { lintCommand } from "./lint";
import { notifyCommand } from "./notify";
import { packCommand } from "./pack";
import { postReviewCommand } from "./post-review";
import { reportCommand } from "./report";
import { reviewCommand } from "./review";
import { promoteCommand } from "./promote";
import { scheduleCommand } from "./schedule";
import { silenceCommand } from "./silence";
import { refuseTakenByNpm } from "./taken-by-npm";
import { testAlertsCommand } from "./test-alerts";
import { tuneCommand } from "./tune";

/** `node commands/main.cjs <command>`, which is also what `npm run <command>` runs. */
export async function main(args: string[]): Promise<void> {
  const program = new Command("node commands/main.cjs").enablePositionalOptions().showHelpAfterError(false);
  for (const command of [
    adoptCommand(),
    doctorCommand(),
    feedbackCommand(),
    importCommand(),
    lintCommand(),
    notifyCommand(),
    packCommand(),
    reportCommand(),
    reviewCommand(),
    postReviewCommand(),
    promoteCommand(),
    scheduleCommand(),
    silenceCommand(),
    testAlertsCommand(),
    tuneCommand(),
  ]) {
    program.addCommand(command);
    const chosen = command.commands.find((one) => one.name() === args[1]) ?? command;
    if (command.name() === args[0]) refuseTakenByNpm(chosen, args);
  }
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof Error && error.name === "FileFaultsError") {
      const { annotateFaults } = load("./annotations") as typeof Annotations;
      annotateFaults(error as FileFaultsError);
    }
    throw error;
  }
}
