import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { Command } from "commander";
import { childEnvironment, clientEnvironment } from "../child-environment";
import { ExpectedError } from "../expected-error";
import { isLoopback } from "../loopback";
import { openProject } from "../project";
import { type EndSignal, onEndSignal } from "./end-signals";

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
      process.exitCode = await exitStatus(child, file);
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

/** As a shell has it: 128 + the signal that ended it. */
async function exitStatus(child: ReturnType<typeof spawn>, file: string): Promise<number> {
  try {
    const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  } catch (cause) {
    throw new ExpectedError(`${file} cannot be run: is it installed?`, { cause });
  }
}

function noteOtherHost(host: string | undefined): void {
  if (!host || (URL.canParse(host) && isLoopback(new URL(host)))) return;
  console.error("DATABRICKS_HOST is not used here: the command only ever talks to the local workspace.");
}
