import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { type Command, InvalidArgumentError, Option } from "commander";
import { LOCAL_STACK } from "../messages/advised-commands";
import { ExpectedError } from "../messages/expected-error";

/**
 * Loads what a command does once it is known to be done here: the command line alone is there at once. Not `import()`: that
 * one does not pass through the TypeScript loader.
 */
export const load = createRequire(__filename);

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const WATCH_MS = 300;

/** Collects a repeated option `key=value`. */
function keyValue(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("It must be key=value.");
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

const ABOUT_STACKS = `
The stack ${LOCAL_STACK} is the one on the local workspace; with another --stack it works on the workspace that the stack's
file and the shell's environment name. --local and --remote say it the other way round.`;

/** The command itself, started again where the local workspace is. */
const ON_LOCAL_WORKSPACE = "--on-local-workspace";

/** What each command that works on a stack's workspace is given. */
export interface StackOptions {
  readonly stack: string;
  readonly config: Record<string, string>;
  readonly local?: true;
  readonly remote?: true;
  readonly onLocalWorkspace?: true;
}

/** A command that works where its stack is: on the local workspace, which is started for it, or on a real one. */
export function onStack(command: Command): Command {
  return command
    .option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml", LOCAL_STACK)
    .option("-c, --config <key=value>", "a setting for this run; can be repeated", keyValue, {})
    .option("--local", "on the local workspace, whichever stack it is")
    .option("--remote", "on the workspace that the environment names, whichever stack it is")
    .addOption(new Option(ON_LOCAL_WORKSPACE).hideHelp())
    .addHelpText("after", ABOUT_STACKS);
}

/** Whether the command must be started again, with the local workspace as its environment. */
export function isForLocalWorkspace({ stack, local, remote, onLocalWorkspace }: StackOptions): boolean {
  if (local && remote) throw new ExpectedError("--local and --remote exclude each other: name one of them.");
  if (!onLocalWorkspace) return local ?? (!remote && stack === LOCAL_STACK);
  // Whose commands to advise: the local engine says the same to the program.
  process.env["PULUMI_LOCAL"] = "1";
  return false;
}

/**
 * Runs this very command in a process of its own on the local workspace; its exit status becomes ours.
 *
 * @param args what it is given besides
 * @param input what it reads from stdin. @default what we are given
 */
export async function runOnLocalWorkspace(args: readonly string[] = [], input?: string): Promise<void> {
  const [, main = "", ...given] = process.argv;
  // A command that another one takes the flag from would start itself for ever.
  assert(!given.includes(ON_LOCAL_WORKSPACE), "The command has not read that it is on the local workspace.");
  const own = given.filter((argument) => argument !== "--local");
  const command = [process.execPath, main, ...own, ...args, ON_LOCAL_WORKSPACE];
  const child = spawn(process.execPath, [binOf("databricks-local"), "run", "--", ...command], {
    stdio: [input === undefined ? "inherit" : "pipe", "inherit", "inherit"],
  });
  child.stdin?.on("error", () => undefined); // It may end without having read it all.
  child.stdin?.end(input);
  const ignore = endWithUs(child);
  const [code] = (await once(child, "exit")) as [number | null];
  ignore();
  process.exitCode = code ?? 1;
}

/** Hands on what ends this process, the death of npm's shell among it, which hands no signal on itself. */
function endWithUs(child: ChildProcess): () => void {
  const end = (signal: NodeJS.Signals) => void child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, end);
  const shell = process.env["npm_lifecycle_event"] === undefined ? undefined : process.ppid;
  const watch = setInterval(() => {
    if (shell !== undefined && process.ppid !== shell) end("SIGTERM");
  }, WATCH_MS);
  return () => {
    clearInterval(watch);
    for (const signal of SIGNALS) process.off(signal, end);
  };
}

/** What the local engine deployed last: its state, as `pulumi stack export` has one. */
export async function localState(stack: string): Promise<string> {
  const args = [binOf("pulumi-local"), "stack", "export", "--stack", stack];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [state, [code]] = await Promise.all([
    text(child.stdout),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new ExpectedError(`The state of the stack ${stack} cannot be read.`);
  return state;
}

function binOf(tool: string): string {
  try {
    return require.resolve(`${tool}/bin`);
  } catch (cause) {
    throw new ExpectedError(
      `The local workspace is not installed here (npm ci --omit=dev): name a stack with --stack, or give --remote.`,
      { cause },
    );
  }
}
