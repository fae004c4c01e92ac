import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { attachOrStart } from "../../packages/databricks-local/src/attach";
import { clientEnvironment } from "../../packages/databricks-local/src/client-environment";
import { childEnvironment, OF_LOCAL_ENGINE } from "../child-environment";
import { ExpectedError } from "../expected-error";
import { onEndSignal } from "../../packages/databricks-local/src/commands/end-signals";
import { stopOnSignal } from "../../packages/databricks-local/src/commands/stop-on-signal";

const MAIN = path.join(__dirname, "../../commands/main.cjs");

/** The stack that is taken for the one on the local workspace; alerting/advised-commands.ts knows it, too. */
export const LOCAL_STACK = "dev";

/** Say it the other way round. */
const [LOCAL, REMOTE] = ["--local", "--remote"];

const HELP = ["--help", "-h"];
const ABOUT_STACKS = `
The stack ${LOCAL_STACK} is the one on the local workspace; with another --stack it works on the workspace that the stack's
file and the shell's environment name. ${LOCAL} and ${REMOTE} say it the other way round.`;

/** What a command gets besides where the stack is on the local workspace. */
export interface OnLocalWorkspace {
  readonly args: readonly string[];
  /** What it reads from stdin, of this stack. @default what we are given */
  readonly input?: (stack: string) => Promise<string>;
}

/**
 * Runs a command of the product in a process of its own, on the workspace where its stack is. Its exit status becomes
 * ours.
 */
export async function runOnWorkspace(
  command: string,
  args: readonly string[],
  local: OnLocalWorkspace = { args: [] },
): Promise<void> {
  if (args.some((argument) => HELP.includes(argument))) {
    await runOffline(command, args);
    return console.log(ABOUT_STACKS);
  }
  if (!isLocal(args)) return run(command, args, process.env);
  const workspace = await attachOrStart(process.cwd());
  stopOnSignal(workspace.stop);
  try {
    await run(
      command,
      [...local.args, ...args],
      childEnvironment(process.env, { ...clientEnvironment(workspace), ...OF_LOCAL_ENGINE }),
      await local.input?.(stackOf(args)),
    );
  } finally {
    await workspace.stop();
  }
}

function isLocal(args: readonly string[]): boolean {
  const [local, remote] = [args.includes(LOCAL), args.includes(REMOTE)];
  if (local && remote)
    throw new ExpectedError(`${LOCAL} and ${REMOTE} exclude each other: name one of them.`);
  return local || (!remote && stackOf(args) === LOCAL_STACK);
}

/** As the command itself will read it; a flag without its value is for the command to refuse. */
function stackOf(args: readonly string[]): string {
  const stacks = args.flatMap((argument, index) => {
    const [, given] = /^(?:--stack=|-s)(.+)$/s.exec(argument) ?? [];
    return argument === "--stack" || argument === "-s" ? (args[index + 1] ?? []) : (given ?? []);
  });
  return stacks.at(-1) ?? LOCAL_STACK;
}

/** Runs a command of the product that needs no workspace, and can reach none. */
export async function runOffline(command: string, args: readonly string[]): Promise<void> {
  await run(command, args, childEnvironment(process.env, {}));
}

async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input?: string,
): Promise<void> {
  const rest = args.filter((argument) => argument !== LOCAL && argument !== REMOTE);
  const child = spawn(process.execPath, [MAIN, command, ...rest], {
    stdio: [input === undefined ? "inherit" : "pipe", "inherit", "inherit"],
    env,
  });
  child.stdin?.on("error", () => undefined); // It may end without having read it all.
  child.stdin?.end(input);
  const ignore = onEndSignal((signal) => child.kill(signal));
  const [code] = (await once(child, "exit")) as [number | null];
  ignore();
  process.exitCode = code ?? 1;
}
