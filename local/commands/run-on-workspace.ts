import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { attachOrStart } from "../workspace/attach";
import { clientEnvironment } from "../workspace/client-environment";
import { childEnvironment } from "../child-environment";
import { stopOnSignal } from "./stop-on-signal";

const MAIN = path.join(__dirname, "../../commands/main.cjs");

/** The one way out of the local workspace: asked for by name. */
const REMOTE = "--remote";

const HELP = ["--help", "-h"];
const ABOUT_REMOTE = `
With ${REMOTE} it works on the workspace that the shell's environment and --stack name, not on the local one.`;

/**
 * Runs a command of the product in a process of its own, on the local workspace; with `--remote` on the one that the
 * shell's environment and the stack name. Its exit status becomes ours. `localArgs` are for the local workspace only.
 */
export async function runOnWorkspace(
  command: string,
  args: readonly string[],
  localArgs: readonly string[] = [],
): Promise<void> {
  if (args.some((argument) => HELP.includes(argument))) {
    await runOffline(command, args);
    return console.log(ABOUT_REMOTE);
  }
  const rest = args.filter((argument) => argument !== REMOTE);
  if (rest.length < args.length) return run(command, rest, process.env);
  const workspace = await attachOrStart(process.cwd());
  stopOnSignal(workspace.stop);
  try {
    await run(command, [...localArgs, ...rest], childEnvironment(process.env, clientEnvironment(workspace)));
  } finally {
    await workspace.stop();
  }
}

/** Runs a command of the product that needs no workspace, and can reach none. */
export async function runOffline(command: string, args: readonly string[]): Promise<void> {
  await run(command, args, childEnvironment(process.env, {}));
}

async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [MAIN, command, ...args], { stdio: "inherit", env });
  const [code] = (await once(child, "exit")) as [number | null];
  process.exitCode = code ?? 1;
}
