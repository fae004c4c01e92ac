import { Command } from "commander";
import { ExpectedError } from "../../../../local/expected-error";
import { attachOrStart } from "../attach";
import { formatCsv, formatJson, formatTable } from "./result-format";
import { localOnly } from "./local-only";
import { runStatement } from "./run-statement";
import { stopOnSignal } from "./stop-on-signal";

interface Options {
  readonly json?: true;
  readonly csv?: true;
}

/** `npm run sql`: one statement on the local workspace. */
export async function main(args: string[]): Promise<void> {
  const program = new Command("npm run sql --")
    .description("Runs one SQL statement on the local workspace.")
    .argument("<statement>", "Databricks SQL")
    .option("--json", "print an array of objects")
    .option("--csv", "print CSV with a header line")
    .action((statement: string, options: Options) => run(statement, options));
  localOnly(program, "ask its warehouse in the workspace's SQL editor.");
  await program.parseAsync(args, { from: "user" });
}

async function run(statement: string, { json, csv }: Options): Promise<void> {
  if (statement.trim() === "") throw new ExpectedError('No statement was given: npm run sql -- "SELECT 1"');
  if (json && csv) throw new ExpectedError("--json and --csv exclude each other: name one of them.");
  const workspace = await attachOrStart(process.cwd());
  stopOnSignal(workspace.stop);
  try {
    const result = await runStatement(workspace, statement);
    if (json) console.log(formatJson(result));
    else if (csv) process.stdout.write(formatCsv(result));
    else console.log(formatTable(result));
  } finally {
    await workspace.stop();
  }
}
