import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { ExpectedError } from "../expected-error";
import { readProject } from "../project/project-file";
import { exportState, importState, type StackPlace } from "../state/open-stack";

interface Options {
  readonly stack: string;
  readonly file?: string;
  readonly showSecrets?: true;
}

/** `pulumi-local stack`: the state, to the Pulumi CLI and back. */
export function stateCommand(): Command {
  const program = new Command("stack").description("Moves the state to the Pulumi CLI and back.");
  const withStack = (command: Command) =>
    command.option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml", "dev");
  withStack(program.command("export"))
    .description(
      "Writes the state, for pulumi stack import with PULUMI_CONFIG_PASSPHRASE_FILE=.local/passphrase.",
    )
    .option("--file <path>", "the file to write (default: to stdout)")
    .option("--show-secrets", "with its secrets in plain text")
    .action(writeState);
  withStack(program.command("import"))
    .description(
      "Takes the state that pulumi stack export --show-secrets wrote in the place of what there is.",
    )
    .option("--file <path>", "the file to read (default: from stdin)")
    .action(takeState);
  return program;
}

async function writeState({ stack, file, showSecrets }: Options): Promise<void> {
  const text = await exportState(await placeOf(stack), { showSecrets: showSecrets ?? false });
  if (file === undefined) process.stdout.write(text);
  else await writeFile(file, text, { mode: 0o600 });
}

async function takeState({ stack, file = "/dev/stdin" }: Options): Promise<void> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new ExpectedError(`${file} cannot be read: name a file with --file`, { cause });
  });
  const count = await importState(await placeOf(stack), text);
  console.log(`The state of the stack ${stack} has ${count} resources now.`);
}

async function placeOf(stack: string): Promise<StackPlace> {
  const dir = process.cwd();
  const { name } = await readProject(dir);
  return { stateDir: path.join(dir, ".local"), project: name, stack };
}
