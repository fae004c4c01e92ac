import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** As Pulumi does: a provider may have something to write down before it ends. */
const KILL_AFTER_MS = 5_000;

/** Groups that live; an engine that exits for whatever reason takes them with it. */
const groups = new Set<number>();
process.on("exit", () => groups.forEach((group) => kill(group, "SIGKILL")));

export interface ChildOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  onLine: (line: string, stream: "stdout" | "stderr") => void;
}

export interface ChildExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A Node process in a process group of its own, so that what it starts can be ended with it. */
export class Child {
  readonly #process: ChildProcess;
  readonly exited: Promise<ChildExit>;
  hasExited = false;

  constructor(args: readonly string[], { cwd, env, onLine }: ChildOptions) {
    this.#process = spawn(process.execPath, args, { cwd, env, detached: true, stdio: "pipe" });
    const group = this.#process.pid;
    if (group !== undefined) groups.add(group);
    for (const stream of ["stdout", "stderr"] as const) {
      const input = this.#process[stream];
      if (input) createInterface({ input }).on("line", (line) => onLine(line, stream));
    }
    this.exited = once(this.#process, "close").then(([code, signal]: (number | NodeJS.Signals | null)[]) => {
      this.hasExited = true;
      if (group !== undefined) {
        // What the process may have left in its group.
        kill(group, "SIGKILL");
        groups.delete(group);
      }
      return {
        code: typeof code === "number" ? code : null,
        signal: typeof signal === "string" ? signal : null,
      };
    });
  }

  /** Asks the group to end, and makes it after five seconds. */
  async stop(): Promise<void> {
    const { pid } = this.#process;
    if (this.hasExited || pid === undefined) return;
    kill(pid, "SIGTERM");
    const timer = setTimeout(() => kill(pid, "SIGKILL"), KILL_AFTER_MS);
    await this.exited;
    clearTimeout(timer);
  }
}

function kill(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch {
    // The group is empty.
  }
}
