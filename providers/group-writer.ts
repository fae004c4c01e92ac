import { isLocalEngine } from "../messages/advised-commands";

/**
 * Writes items in groups: one write at a time, and all that gathers while it runs goes with the next one.
 * Items of a failed write are kept for the next.
 */
export class GroupWriter<Item> {
  #pending: Item[] = [];
  #scheduled: Promise<void> | undefined;
  #running: Promise<void> = Promise.resolve();

  readonly #write: (items: readonly Item[]) => Promise<void>;

  constructor(write: (items: readonly Item[]) => Promise<void>) {
    this.#write = write;
  }

  /** Keeps `item` for the next `flush`. */
  add(item: Item): void {
    this.#pending.push(item);
  }

  /** Resolves when everything added so far is written; does nothing when there is nothing. */
  flush(): Promise<void> {
    this.#scheduled ??= this.#running.then(() => {
      this.#scheduled = undefined;
      const written = this.#writePending();
      this.#running = written.catch(() => undefined);
      return written;
    });
    return this.#scheduled;
  }

  async #writePending(): Promise<void> {
    const items = this.#pending;
    this.#pending = [];
    if (items.length === 0) return;

    try {
      await this.#write(items);
    } catch (error) {
      this.#pending = [...items, ...this.#pending];
      throw error;
    }
  }
}

/**
 * An engine that is cancelled ends its providers by a signal and gives them a few seconds: the outcomes that no
 * `SyncStatus` came to write are written then. Without any, the process ends at once.
 *
 * One that is killed only reads no more what they print. The SDK would print that, too, and that it could not, without end.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/plugin.go (`ExecPlugin`, `kill`)
 */
export function writeBeforeExit(flush: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) return;

    ending = true;
    void flush()
      .catch(() => undefined)
      .finally(() => process.exit());
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
  // The local engine takes its providers with it, and uses their processes again.
  if (!isLocalEngine()) for (const stream of [process.stdout, process.stderr]) stream.on("error", end);
}
