import { Command } from "commander";
import { ExpectedError } from "../alerting/expected-error";
import { openConnection } from "../databricks/open-connection";
import { adoptRows } from "./adopt-rows";
import { describeAdoption } from "./describe-adoption";
import { keyValue } from "./key-value";
import { readStack } from "./stack-config";

interface Options {
  readonly all?: true;
  readonly preview?: true;
  readonly json?: true;
  readonly stack: string;
  readonly config: Record<string, string>;
}

/** `npm run adopt`: takes what somebody changed at alerts in the workspace into their rows. */
export async function main(args: string[]): Promise<void> {
  const program = new Command("npm run adopt --")
    .description("Takes what was changed at alerts in the workspace into their rows of alert_configurations.")
    .argument("[alert_id...]", "the rows")
    .option("--all", "every row that has an alert")
    .option("--preview", "show what would be written, and write nothing")
    .option("--json", "print one JSON document")
    .option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml", "dev")
    .option("-c, --config <key=value>", "a setting for this run; can be repeated", keyValue, {})
    .action((alertIds: string[], options: Options) => run(alertIds, options));
  await program.parseAsync(args, { from: "user" });
}

async function run(alertIds: readonly string[], options: Options): Promise<void> {
  if (alertIds.length > 0 === (options.all ?? false)) {
    throw new ExpectedError("Name the rows by their alert_id, or give --all.");
  }
  const { settings, sources } = readStack(options.stack, options.config);
  const connection = await openConnection(sources, settings);
  try {
    const wanted = options.all ? "all" : alertIds;
    const adoptions = await adoptRows(connection, settings, wanted, { write: !options.preview });
    console.log(
      options.json
        ? JSON.stringify(adoptions, undefined, 2)
        : describeAdoption(adoptions, options.preview ?? false),
    );
    if (adoptions.some(({ refused }) => refused.length > 0)) process.exitCode = 1;
  } finally {
    await connection.close();
  }
}
