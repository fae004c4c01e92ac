import { closeSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { sync as writeFileAtomic } from "write-file-atomic";
import { z } from "zod";
import { ApiError } from "./api-error";
import { ExpectedError } from "./expected-error";

/** A journal is not rewritten for fewer lines than these. */
const MAX_OVERTAKEN = 1000;

const lineShape = z.union([
  z.object({ put: z.unknown(), id: z.string() }),
  z.object({ removed: z.string() }),
]);

/**
 * Records by id, kept in a file of JSON lines: one line a change, appended before the change is answered, so that
 * a killed process loses nothing it has confirmed. It is rewritten without what was overtaken when it is opened, and
 * whenever that has become most of it.
 */
export class Journal<RecordType> {
  readonly #records = new Map<string, RecordType>();
  #file: number;
  #overtaken = 0;
  #isClosed = false;

  readonly #path: string;

  constructor(path: string, schema: z.ZodType<RecordType>) {
    this.#path = path;

    const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
    // After the last line break there is nothing, or a line that was cut off by a kill and never confirmed.
    lines.slice(0, -1).forEach((line, index) => {
      try {
        this.#replay(JSON.parse(line), schema);
      } catch (cause) {
        throw new ExpectedError(
          `${path} is damaged at line ${index + 1}: move the file away to start without it`,
          {
            cause,
          },
        );
      }
    });
    this.#file = this.#rewrite();
  }

  /** In the order of their first `put`. */
  get records(): ReadonlyMap<string, RecordType> {
    return this.#records;
  }

  put(id: string, record: RecordType): void {
    this.#append({ put: record, id });
    const isOvertaking = this.#records.has(id);
    this.#records.set(id, record);
    if (isOvertaking) this.#overtake();
  }

  remove(id: string): void {
    this.#append({ removed: id });
    if (this.#records.delete(id)) this.#overtake();
  }

  /** Can be called twice. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    closeSync(this.#file);
  }

  /** A request that outlives its connection may still come here after the end, when the descriptor is another file's. */
  #append(line: object): void {
    if (this.#isClosed) throw ApiError.beingStopped();
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  #overtake(): void {
    this.#overtaken += 1;
    if (this.#overtaken <= MAX_OVERTAKEN + this.#records.size) return;
    const overtaken = this.#file;
    this.#file = this.#rewrite();
    this.#overtaken = 0;
    closeSync(overtaken);
  }

  #rewrite(): number {
    const kept = [...this.#records].map(([id, put]) => `${JSON.stringify({ put, id })}\n`);
    writeFileAtomic(this.#path, kept.join(""), { mode: 0o600 });
    return openSync(this.#path, "a", 0o600);
  }

  #replay(line: unknown, schema: z.ZodType<RecordType>): void {
    const change = lineShape.parse(line);
    if ("removed" in change) this.#records.delete(change.removed);
    else this.#records.set(change.id, schema.parse(change.put));
  }
}
