import { existsSync } from "node:fs";
import { type FileHandle, open, readFile, rm } from "node:fs/promises";
import type { PendingOperation, ResourceState } from "./resource-state";
import type { SecretsProvider } from "./secret-keeper";

/** One change of the state. Carrying it out twice does no harm, so a journal may be replayed over its own result. */
export interface JournalEntry {
  begin?: PendingOperation;
  /** URN of the resource whose pending operation came to its end. */
  end?: string;
  put?: ResourceState[];
  /** State keys. */
  remove?: string[];
  /** In the first entry after a passphrase was made. */
  secretsProvider?: SecretsProvider;
}

/**
 * The changes since the state file was written, one JSON line each. Appending costs the same however large the state
 * is; entries that arrive while the disk is busy share the next flush.
 */
export class Journal {
  #handle: Promise<FileHandle> | undefined;
  #waiting: string[] = [];
  #flush: Promise<void> | undefined;

  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  get exists(): boolean {
    return existsSync(this.#file);
  }

  /** A last line that a kill has cut short is left out: nobody has been told that it was written. */
  async read(): Promise<JournalEntry[]> {
    const text = await readFile(this.#file, "utf8").catch(() => "");
    const lines = text.split("\n");
    lines.pop();
    return lines.map((line) => JSON.parse(line) as JournalEntry);
  }

  /** Resolves when the entry is on disk. */
  async append(entry: JournalEntry): Promise<void> {
    this.#waiting.push(`${JSON.stringify(entry)}\n`);
    // An entry that is added while a flush runs needs the flush after it.
    this.#flush = (this.#flush ?? Promise.resolve()).then(() => this.#write());
    await this.#flush;
  }

  async #write(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const lines = this.#waiting.join("");
    this.#waiting = [];
    this.#handle ??= open(this.#file, "a", 0o600);
    const handle = await this.#handle;
    await handle.appendFile(lines);
    await handle.datasync();
  }

  /** To be called once the state file holds everything. */
  async discard(): Promise<void> {
    await this.#flush;
    await (await this.#handle)?.close();
    this.#handle = undefined;
    await rm(this.#file, { force: true });
  }
}
