import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import {
  Child,
  type ChildExit,
  type ChildOptions,
  endOf,
  endWithEngine,
  followLines,
  type RunningChild,
} from "./child-process";

/** Runs after which a process has grown so much that a new one is cheaper. */
const RUNS = 300;

/** A program that keeps its modules in files of its own need not: they stay in memory. */
const KEPT = { PULUMI_LOCAL_KEPT: "1" };

const RUNNER = require.resolve("./kept-process.cjs");

/** Processes that wait for their next run, by what they were started with. */
const waiting = new Map<string, KeptProcess[]>();

/** A process that runs one script after the other (kept-process.cjs). While it waits it holds nobody up. */
class KeptProcess {
  readonly #process: ChildProcess;
  readonly #exited: Promise<ChildExit>;
  #runs = 0;
  #onLine: ChildOptions["onLine"] = () => undefined;
  #onEnd: (status: number) => void = () => undefined;
  #ends = 0;

  constructor(
    readonly key: string,
    nodeArgs: readonly string[],
    { cwd, env }: ChildOptions,
  ) {
    this.#process = spawn(process.execPath, [...nodeArgs, RUNNER], {
      cwd,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#exited = endWithEngine(this.#process);
    // Somebody may end it while it waits.
    void this.#exited.then(() => this.#leave());
    followLines(this.#process, (line, stream) => this.#read(line, stream));
  }

  /** Another script, `args[0]`, with its arguments. */
  run(args: readonly string[], { cwd, env, onLine, keepModules = [] }: ChildOptions): Promise<ChildExit> {
    this.#runs += 1;
    this.#ends = 0;
    this.#onLine = onLine;
    this.#hold(true);
    const ended = new Promise<ChildExit>((resolve) => {
      this.#onEnd = (code) => resolve({ code, signal: null });
    });
    this.#tell({ run: { args, env, cwd, keepModules } });
    return Promise.race([ended, this.#exited]);
  }

  /** `run` ends then. `isBusy`: what it is at would go on in the next run, so that the process goes with it, unless that waits only. */
  async stop(run: Promise<unknown>, isBusy: boolean): Promise<void> {
    const { pid } = this.#process;
    if (pid === undefined) return;
    this.#tell(isBusy ? { abandon: true } : { stop: true });
    await endOf(run, pid);
  }

  /** One that is gone by now is told nothing: that it has exited is known otherwise. */
  #tell(message: object): void {
    this.#process.send(message, () => undefined);
  }

  #leave(): void {
    const others = waiting.get(this.key)?.filter((one) => one !== this);
    if (others) waiting.set(this.key, others);
  }

  #read(line: string, stream: "stdout" | "stderr"): void {
    const [text = "", status] = line.split("\0");
    if (status === undefined || text !== "") this.#onLine(text, stream);
    if (status === undefined) return;
    // Both streams have said all that they have to say.
    this.#ends += 1;
    if (this.#ends < 2) return;
    this.#hold(false);
    if (this.#runs < RUNS) waiting.set(this.key, [...(waiting.get(this.key) ?? []), this]);
    else this.#process.kill("SIGKILL");
    this.#onEnd(Number(status));
  }

  #hold(isHeld: boolean): void {
    const parts = [this.#process, this.#process.channel, this.#process.stdout, this.#process.stderr];
    for (const part of parts)
      if (part instanceof Socket || (part && "ref" in part)) part[isHeld ? "ref" : "unref"]?.();
  }
}

/** One run of a kept process, to be used as a process of its own. */
export class KeptChild implements RunningChild {
  readonly #process: KeptProcess;
  readonly exited: Promise<ChildExit>;
  hasExited = false;

  constructor(nodeArgs: readonly string[], args: readonly string[], options: ChildOptions) {
    const key = JSON.stringify([nodeArgs, args[0]]);
    const kept = { ...options, env: { ...options.env, ...KEPT } };
    this.#process = waiting.get(key)?.pop() ?? new KeptProcess(key, nodeArgs, kept);
    this.exited = this.#process.run(args, kept).then((exit) => {
      this.hasExited = true;
      return exit;
    });
  }

  async stop(isBusy = true): Promise<void> {
    if (!this.hasExited) await this.#process.stop(this.exited, isBusy);
  }
}

/** Starts `args[0]`, a script, in a process of its own or in one that has run it before. */
export function startChild(
  nodeArgs: readonly string[],
  args: readonly string[],
  options: ChildOptions,
): RunningChild {
  const all = [...nodeArgs, "--require", require.resolve("./exit-with-parent.cjs")];
  return options.keep ? new KeptChild(all, args, options) : new Child([...all, ...args], options);
}
