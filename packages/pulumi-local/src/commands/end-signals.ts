import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
type EndSignal = (typeof SIGNALS)[number];

const WATCH_MS = 300;

/** The shell that npm started this command in. */
let shell: number | undefined;

/**
 * npm hands the signal that ends it to its shell, which ends and does not hand it on: its death then is that signal.
 * Not for a command that somebody put into the background by other means: that one outlives its shell.
 */
export function followShell(pid = process.ppid): void {
  shell = pid;
}

/**
 * Calls the listener at each signal that ends a process; returns what ends that.
 *
 * @param parent who started this process; once that has ended, somebody else
 */
function onEndSignal(
  listener: (signal: EndSignal) => void,
  parent: () => number = () => process.ppid,
): () => void {
  let isTold = false;
  const receive = (signal: EndSignal) => {
    isTold = true;
    listener(signal);
  };
  const listeners = SIGNALS.map((name) => [name, () => receive(name)] as const);
  for (const [name, tell] of listeners) process.on(name, tell);
  const watch = setInterval(() => {
    if (shell === undefined || parent() === shell) return;
    clearInterval(watch);
    // Whoever ends the whole group ends the shell, too.
    if (!isTold) receive("SIGTERM");
  }, WATCH_MS);
  watch.unref();
  return () => {
    clearInterval(watch);
    for (const [name, tell] of listeners) process.off(name, tell);
  };
}

/** The first signal asks a run to end, the second one ends the process. */
export class InterruptHandler {
  readonly #controller = new AbortController();
  readonly stop = onEndSignal((signal) => this.#receive(signal));
  /** As shells expect it of an interrupted command. */
  readonly exitStatus = 130;

  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  #receive(signal: EndSignal): void {
    if (this.signal.aborted) process.exit(128 + constants.signals[signal]);
    this.#say("Stopping: what is under way has a few seconds to finish. Once more, and it ends at once.");
    this.#controller.abort();
  }
}
