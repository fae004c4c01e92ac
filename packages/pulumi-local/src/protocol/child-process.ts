import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** As Pulumi does: a provider may have something to write down before it ends. */
const KILL_AFTER_MS = 5_000;

/** Groups that live; an engine that exits for whatever reason takes them with it. */
const groups = new Set<number>();
process.on("exit", () => groups.forEach((group) => killGroup(group, "SIGKILL")));

export interface ChildOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  onLine: (line: string, stream: "stdout" | "stderr") => void;
  /** Use a process again that an earlier run has used, and leave it to the next. */
  keep?: boolean;
  /** Folders of the program whose modules a kept process need not load again: they remember nothing of a run. @default none */
  keepModules?: readonly string[];
}

export interface ChildExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningChild {
  readonly exited: Promise<ChildExit>;
  readonly hasExited: boolean;
  /** Asks it to end, and makes it after five seconds. `isBusy`: it is in the middle of something. @default true */
  stop(isBusy?: boolean): Promise<void>;
}

/** A Node process in a process group of its own, so that what it starts can be ended with it. */
export class Child implements RunningChild {
  readonly #process: ChildProcess;
  readonly exited: Promise<ChildExit>;
  hasExited = false;

  constructor(args: readonly string[], { cwd, env, onLine }: ChildOptions) {
    this.#process = spawn(process.execPath, args, { cwd, env, detached: true, stdio: "pipe" });
    followLines(this.#process, onLine);
    this.exited = endWithEngine(this.#process).then((exit) => {
      this.hasExited = true;
      return exit;
    });
  }

  async stop(): Promise<void> {
    const { pid } = this.#process;
    if (this.hasExited || pid === undefined) return;
    killGroup(pid, "SIGTERM");
    await endOf(this.exited, pid);
  }
}

/** Waits for the end of what was asked to end, and after five seconds makes its group. */
export async function endOf(exited: Promise<unknown>, group: number): Promise<void> {
  const timer = setTimeout(() => killGroup(group, "SIGKILL"), KILL_AFTER_MS);
  await exited;
  clearTimeout(timer);
}

export function followLines(child: ChildProcess, onLine: ChildOptions["onLine"]): void {
  for (const stream of ["stdout", "stderr"] as const) {
    const input = child[stream];
    if (input) createInterface({ input }).on("line", (line) => onLine(line, stream));
  }
}

/** Ends the process with the engine, and what it leaves in its group with itself. */
export function endWithEngine(child: ChildProcess): Promise<ChildExit> {
  const group = child.pid;
  if (group !== undefined) groups.add(group);
  return once(child, "close").then(([code, signal]: (number | NodeJS.Signals | null)[]) => {
    if (group !== undefined) {
      killGroup(group, "SIGKILL");
      groups.delete(group);
    }
    return {
      code: typeof code === "number" ? code : null,
      signal: typeof signal === "string" ? signal : null,
    };
  });
}

export function killGroup(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch {
    // The group is empty.
  }
}
