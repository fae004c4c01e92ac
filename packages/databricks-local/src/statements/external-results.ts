import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { ApiError } from "../api-error";
import type * as IpcMessages from "../thrift/arrow/ipc-messages";
import { lz4Frame } from "../thrift/arrow/lz4";
import type { StatementRequest } from "./statement-request";
import type { StatementResult } from "./statement-result";

/** "The URLs are valid for only a short period, <= 15 minutes" */
const LINK_MS = 15 * 60 * 1000;

/** How a chunk of a result is written. */
export interface ChunkForm {
  readonly format: StatementRequest["format"];
  /** As an LZ4 frame. */
  readonly isCompressed: boolean;
}

interface Ticket {
  readonly result: StatementResult;
  readonly form: ChunkForm;
  readonly index: number;
  readonly expiresAt: number;
}

/** Links to chunks of results, good for whoever has them, as those to a cloud's storage are. */
export class ExternalResults {
  #tickets = new Map<string, Ticket>();

  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** The path of a new link, and until when it is good. */
  link(result: StatementResult, form: ChunkForm, index: number) {
    const now = this.#clock().getTime();
    this.#tickets = new Map([...this.#tickets].filter(([, { expiresAt }]) => expiresAt > now));
    const id = randomBytes(24).toString("base64url");
    const expiresAt = now + LINK_MS;
    this.#tickets.set(id, { result, form, index, expiresAt });
    return { path: `/_results/${id}`, expiration: new Date(expiresAt).toISOString() };
  }

  download(id: string): { readonly contentType: string; readonly bytes: Buffer } {
    const ticket = this.#tickets.get(id);
    if (ticket === undefined || ticket.expiresAt <= this.#clock().getTime())
      throw new ApiError(403, "PERMISSION_DENIED", "The link to the result is not valid, or has expired");

    const { result, index, form } = ticket;
    return { contentType: CHUNK_FORMATS[form.format].contentType, bytes: writeChunk(result, index, form) };
  }
}

export function writeChunk(result: StatementResult, index: number, form: ChunkForm): Buffer {
  const bytes = CHUNK_FORMATS[form.format].write(result, index);
  return form.isCompressed ? lz4Frame(bytes) : bytes;
}

// Not `import()`: that one does not pass through the TypeScript loader.
const load = createRequire(__filename);

interface ChunkFormat {
  readonly contentType: string;
  readonly write: (result: StatementResult, index: number) => Buffer;
}

/** What an external link of each format downloads. */
const CHUNK_FORMATS: Readonly<Record<StatementRequest["format"], ChunkFormat>> = {
  JSON_ARRAY: {
    contentType: "application/json",
    write: (result, index) => Buffer.from(JSON.stringify(result.textChunk(index))),
  },
  /** "Only the first chunk in the result would contain a header row"; NULL is written as `null`. */
  CSV: {
    contentType: "text/csv",
    write: (result, index) => {
      const header = index === 0 ? [result.columns.map(({ name }) => name)] : [];
      const lines = [...header, ...result.textChunk(index)].map((row) => row.map(csvField).join(","));
      return Buffer.from(lines.map((line) => `${line}\r\n`).join(""));
    },
  },
  ARROW_STREAM: {
    contentType: "application/vnd.apache.arrow.stream",
    write: (result, index) => {
      // Arrow takes a while to load: only who asks for it pays for it.
      const { arrowStream } = load("../thrift/arrow/ipc-messages") as typeof IpcMessages;
      return arrowStream(result.columns, result.chunk(index));
    },
  },
};

/** RFC 4180. */
function csvField(cell: string | null): string {
  if (cell === null) return "null";
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
