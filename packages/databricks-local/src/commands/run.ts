import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { Command } from "commander";
import { childEnvironment, clientEnvironment } from "../child-environment";
import { ExpectedError } from "../expected-error";
import { isLoopback } from "../loopback";
import { openProject } from "../project";
import { type EndSignal, onEndSignal } from "./end-signals";
import { npmScript } from "./npm-script";

/** How npm tells what it starts which script that is, and which flags it took for its own. */
const BY_NPM = /^npm_(lifecycle_event$|config_)/;

/** `databricks-local run -- <command>`: any client, on a local workspace that is there as long as the command runs. */
export function runCommand(): Command {
  return new Command("run")
    .description(
      "Runs a command on the local workspace: the one that runs already, or one for as long as it takes.",
    )
    .usage("-- <command>")
    .argument("<command...>", "what to run: DATABRICKS_HOST, DATABRICKS_TOKEN and so on are set for it")
    .passThroughOptions()
    .action(run);
}

async function run([file = "", ...args]: string[]): Promise<void> {
  noteOtherHost(process.env["DATABRICKS_HOST"]);
  let ended: EndSignal | undefined;
  let ask: (signal: EndSignal) => void = () => undefined;
  const ignore = onEndSignal((signal) => {
    ended = signal;
    ask(signal);
  });
  try {
    const { settings, workspace } = await openProject();
    try {
      if (ended !== undefined) return;
      const byNpm = Object.keys(process.env).filter((name) => BY_NPM.test(name));
      const child = spawn(file, args, {
        stdio: "inherit",
        env: childEnvironment(process.env, clientEnvironment(workspace), [...settings.pass, ...byNpm]),
      });
      ask = (signal) => {
        // Ctrl-C reaches whatever the terminal runs, and so the command, too: to it a second one means something else.
        if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
      };
      const { status, signal } = await endOf(child, file);
      if (signal !== null && ended === undefined) console.error(killedText(file, signal));
      process.exitCode = status;
    } finally {
      await workspace.stop();
    }
  } catch (error) {
    // A terminal's Ctrl-C ends the TypeScript loader's compiler, too: what cannot be loaded then is no news.
    if (ended === undefined) throw error;
  } finally {
    ignore();
    if (ended !== undefined) process.exitCode ??= 128 + constants.signals[ended];
  }
}

interface CommandEnd {
  /** As a shell has it: 128 + the signal that ended it. */
  readonly status: number;
  readonly signal: NodeJS.Signals | null;
}

async function endOf(child: ReturnType<typeof spawn>, file: string): Promise<CommandEnd> {
  try {
    const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    return { status: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), signal };
  } catch (cause) {
    throw new ExpectedError(`${file} cannot be run: is it installed?`, { cause });
  }
}

/** A command that is killed cannot say so itself. Its arguments are not shown: there may be secrets among them. */
function killedText(file: string, signal: NodeJS.Signals): string {
  const script = npmScript();
  const again = script === undefined ? "run it again" : `run \`npm run ${script}\` again`;
  return (
    `error: ${file} was ended by ${signal}: somebody killed it, or the system did for want of memory. ` +
    `What it was doing may be half done: ${again}.`
  );
}

function noteOtherHost(host: string | undefined): void {
  if (!host || (URL.canParse(host) && isLoopback(new URL(host)))) return;
  console.error("DATABRICKS_HOST is not used here: the command only ever talks to the local workspace.");
}
