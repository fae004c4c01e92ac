import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunOptions } from "pulumi-local";

const RUN = path.join(__dirname, "../../packages/pulumi-local/src/run.ts");
const POLL_MS = 50;

/** A run of the engine in a process of its own, to be killed; and the processes that it starts. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  hasEnded = false;

  constructor(options: RunOptions) {
    const script = `require(${JSON.stringify(RUN)}).runStack(${JSON.stringify(options)})`;
    this.#child = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", script], { stdio: "ignore" });
    this.#ended = new Promise((resolve) => {
      this.#child.once("exit", () => {
        this.hasEnded = true;
        resolve();
      });
    });
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** The process that all dynamic resources share; none before the first of them. */
  get provider(): number | undefined {
    return this.#children().find((pid) => read(`/proc/${pid}/cmdline`).includes("dynamic-provider"));
  }

  /** When nothing is left of it, nor of what it started: an orphan notices within half a second. */
  async gone(children = this.#children()): Promise<void> {
    await this.#ended;
    while (children.some((pid) => read(`/proc/${pid}/cmdline`) !== "")) await sleep(POLL_MS);
  }

  /** Kills the engine and waits until nothing of it is left. */
  async kill(): Promise<void> {
    const children = this.#children();
    this.signal("SIGKILL");
    await this.gone(children);
  }

  #children(): number[] {
    const own = String(this.#child.pid);
    return readdirSync("/proc").flatMap((name) => {
      const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : "";
      // The parent is the second field after the name, which may hold blanks and brackets (proc(5)).
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] === own ? [Number(name)] : [];
    });
  }
}

/** Empty when the process has ended. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
