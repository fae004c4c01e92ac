import { closeSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { sync as writeFileAtomic } from "write-file-atomic";
import { z } from "zod";

const lineShape = z.union([
  z.object({ put: z.unknown(), id: z.string() }),
  z.object({ removed: z.string() }),
]);

/**
 * Records by id, kept in a file of JSON lines: one line a change, appended before the change is answered, so that
 * a killed process loses nothing it has confirmed. Opening it rewrites it without what was overtaken.
 */
export class Journal<RecordType> {
  readonly #records = new Map<string, RecordType>();
  readonly #file: number;

  constructor(path: string, schema: z.ZodType<RecordType>) {
    const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
    // After the last line break there is nothing, or a line that was cut off by a kill and never confirmed.
    lines.slice(0, -1).forEach((line, index) => {
      try {
        this.#replay(JSON.parse(line), schema);
      } catch (cause) {
        throw new Error(`${path} is damaged at line ${index + 1}: move the file away to start without it`, {
          cause,
        });
      }
    });
    const kept = [...this.#records].map(([id, put]) => `${JSON.stringify({ put, id })}\n`);
    writeFileAtomic(path, kept.join(""), { mode: 0o600 });
    this.#file = openSync(path, "a", 0o600);
  }

  /** In the order of their first `put`. */
  get records(): ReadonlyMap<string, RecordType> {
    return this.#records;
  }

  put(id: string, record: RecordType): void {
    writeSync(this.#file, `${JSON.stringify({ put: record, id })}\n`);
    this.#records.set(id, record);
  }

  remove(id: string): void {
    writeSync(this.#file, `${JSON.stringify({ removed: id })}\n`);
    this.#records.delete(id);
  }

  close(): void {
    closeSync(this.#file);
  }

  #replay(line: unknown, schema: z.ZodType<RecordType>): void {
    const change = lineShape.parse(line);
    if ("removed" in change) this.#records.delete(change.removed);
    else this.#records.set(change.id, schema.parse(change.put));
  }
}
