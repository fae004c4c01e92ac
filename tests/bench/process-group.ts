import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { CommandLine } from "./command-line";

const KILL_AFTER_MS = 10_000;
const MAX_KEPT_CHARACTERS = 4_000;

/** Those that live; a benchmark that exits for whatever reason takes them with it. */
const groups = new Set<ProcessGroup>();
process.on("exit", () => groups.forEach((group) => group.kill("SIGKILL")));

/** A process in a group of its own: a signal reaches whatever it has started, as Ctrl-C in a terminal does. */
export class ProcessGroup {
  readonly #child: ChildProcess;
  /** The exit status; absent when a signal ended it. */
  readonly ended: Promise<number | undefined>;
  #output = "";
  #hasEnded = false;
  #stopping: Promise<void> | undefined;

  constructor({ file, args, env }: CommandLine, cwd: string, signal: AbortSignal) {
    signal.throwIfAborted();
    this.#child = spawn(file, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-MAX_KEPT_CHARACTERS);
    };
    groups.add(this);
    this.#child.stdout?.on("data", keep);
    this.#child.stderr?.on("data", keep);
    const onAbort = () => void this.stop();
    signal.addEventListener("abort", onAbort);
    this.ended = once(this.#child, "close").then(([code]: (number | null)[]) => {
      this.#hasEnded = true;
      groups.delete(this);
      signal.removeEventListener("abort", onAbort);
      return code ?? undefined;
    });
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** The end of what it has printed so far. */
  get output(): string {
    return this.#output;
  }

  /** Resolves when it has printed `text`; rejects when it ends before. */
  async printed(text: string): Promise<void> {
    while (!this.#output.includes(text)) {
      const more = this.#child.stdout ? once(this.#child.stdout, "data") : this.ended;
      await Promise.race([more, this.ended]);
      if (this.#hasEnded) throw new Error(`ended too soon:\n${this.#output}`);
    }
  }

  /** Asks the group to end, as Ctrl-C does, and makes it after ten seconds. Can be called twice. */
  stop(): Promise<void> {
    return (this.#stopping ??= this.#stop());
  }

  async #stop(): Promise<void> {
    this.kill("SIGINT");
    const patience = new AbortController();
    const timeout = delay(KILL_AFTER_MS, undefined, { signal: patience.signal }).then(
      () => this.kill("SIGKILL"),
      () => undefined,
    );
    await this.ended;
    patience.abort();
    await timeout;
  }

  kill(signal: NodeJS.Signals): void {
    if (this.#hasEnded || this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // The group is empty.
    }
  }
}
