import { Command } from "commander";
import { ExpectedError } from "../expected-error";
import { openProject } from "../open-project";
import { formatCsv, formatJson, formatTable } from "./result-format";
import { runStatement } from "./run-statement";
import { stopOnSignal } from "./end-signals";

interface Options {
  readonly json?: true;
  readonly csv?: true;
}

/** `databricks-local sql`: one statement on the local workspace. */
export function sqlCommand(): Command {
  return new Command("sql")
    .description("Runs one SQL statement on the local workspace.")
    .argument("<statement>", "Databricks SQL")
    .option("--json", "print an array of objects")
    .option("--csv", "print CSV with a header line")
    .action(run);
}

async function run(statement: string, { json, csv }: Options): Promise<void> {
  if (statement.trim() === "") throw new ExpectedError("No statement was given, such as SELECT 1");
  if (json && csv) throw new ExpectedError("--json and --csv exclude each other: name one of them.");
  const { workspace } = await openProject();
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
