import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { MAX_OUTPUT_BYTES } from "../task-call";

const KILL_AFTER_MS = 2_000;

/** Groups that live; a workspace that exits for whatever reason takes them with it. */
const groups = new Set<number>();
process.on("exit", () => groups.forEach((group) => kill(group, "SIGKILL")));

interface Options {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

export interface ProcessEnd {
  /** The last 5 MB of what it wrote, both streams in the order they came. */
  readonly output: string;
  readonly isTruncated: boolean;
  /** In words: `exit status 1`, `signal SIGKILL`. */
  readonly end: string;
}

/** Runs a program in a process group of its own to its end; an abort ends the whole group. */
export async function runProcess(
  program: string,
  args: readonly string[],
  options: Options,
): Promise<ProcessEnd> {
  const { cwd, env, signal } = options;
  signal.throwIfAborted();
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const group = child.pid;
  const tail = new Tail();
  child.stdout.on("data", (bytes: Buffer) => tail.add(bytes));
  child.stderr.on("data", (bytes: Buffer) => tail.add(bytes));
  if (group !== undefined) groups.add(group);
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    if (group === undefined) return;
    kill(group, "SIGTERM");
    timer = setTimeout(() => kill(group, "SIGKILL"), KILL_AFTER_MS);
  };
  signal.addEventListener("abort", stop);
  try {
    // What the program started may hold the pipes open for longer than it lives itself.
    child.once("exit", () => group !== undefined && kill(group, "SIGKILL"));
    const [status, name] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    return { ...tail.read(), end: status === null ? `signal ${name}` : `exit status ${status}` };
  } finally {
    signal.removeEventListener("abort", stop);
    clearTimeout(timer);
    if (group !== undefined) groups.delete(group);
  }
}

/** The end of a stream of bytes. */
class Tail {
  #chunks: Buffer[] = [];
  #size = 0;
  #isTruncated = false;

  add(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#size += bytes.length;
    if (this.#size > 2 * MAX_OUTPUT_BYTES) this.#cut();
  }

  read() {
    if (this.#size > MAX_OUTPUT_BYTES) this.#cut();
    const output = Buffer.concat(this.#chunks).toString("utf8");
    return { output: output.replace(/^\uFFFD+/, ""), isTruncated: this.#isTruncated };
  }

  #cut(): void {
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [Buffer.from(all.subarray(all.length - MAX_OUTPUT_BYTES))];
    this.#size = MAX_OUTPUT_BYTES;
    this.#isTruncated = true;
  }
}

function kill(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch {
    // The group is empty.
  }
}

const NAMES = process.platform === "win32" ? ["python3.exe", "python.exe"] : ["python3"];

/** The path of the interpreter; nothing when the machine has none. `wanted` is a path, or a name to look for. */
export function findPython(wanted: string | undefined, path = process.env.PATH ?? ""): string | undefined {
  if (wanted !== undefined && /[\\/]/.test(wanted)) return isExecutable(wanted) ? wanted : undefined;
  const names = wanted === undefined ? NAMES : [wanted];
  return path
    .split(delimiter)
    .filter((directory) => directory !== "")
    .flatMap((directory) => names.map((name) => join(directory, name)))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
