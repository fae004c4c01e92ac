import type { SyncLog } from "./sync-log";

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
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/plugin.go (`ExecPlugin`, `kill`)
 */
export function writeBeforeExit(syncLog: SyncLog): void {
  let ending = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (ending) return;

      ending = true;
      void syncLog
        .flush()
        .catch(() => undefined)
        .finally(() => process.exit());
    });
  }
}
