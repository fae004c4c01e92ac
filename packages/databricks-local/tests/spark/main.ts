import { Command, Option } from "commander";
import { CATEGORIES } from "./compare";
import { compareCommand } from "./compare-command";
import { explain } from "./explain";
import { record } from "./record";

const program = new Command("spark")
  .description("Holds the local warehouse's SQL against Apache Spark's, statement by statement.")
  .showHelpAfterError();

program
  .command("record")
  .description("asks Spark for the answers that golden/ has not yet")
  .option("--all", "for all of them anew")
  .action(record);

program
  .command("compare")
  .description("asks the local warehouse the statements of golden/, and counts where it differs")
  .option("--family <name>", "only this family, or what begins so")
  .option("--kind <kind>", "only this kind of statement: lit, col, fuzz, raw, agg, alert …")
  .option("--of <name>", "only this function, operator or group")
  .option("--match <text>", "only statements that this regular expression matches")
  .addOption(
    new Option("--category <category>", "lists these").choices([
      ...Object.keys(CATEGORIES),
      "NAMES",
      "ASIDE",
    ]),
  )
  .option("--list", "lists all that differ")
  .option("--json <file>", "writes every result as a line of JSON")
  .action(compareCommand);

program
  .command("explain")
  .description("says what both answer to a statement, and what makes the difference")
  .argument("<statement>")
  .action(explain);

program.parseAsync().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
