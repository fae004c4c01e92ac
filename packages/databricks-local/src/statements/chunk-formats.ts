import { createRequire } from "node:module";
import type * as IpcMessages from "../thrift/arrow/ipc-messages";
import type { StatementRequest } from "./statement-request";
import type { StatementResult } from "./statement-result";

// Not `import()`: that one does not pass through the TypeScript loader.
const load = createRequire(__filename);

interface ChunkFormat {
  readonly contentType: string;
  readonly write: (result: StatementResult, index: number) => Buffer;
}

/** What an external link of each format downloads. */
export const CHUNK_FORMATS: Readonly<Record<StatementRequest["format"], ChunkFormat>> = {
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
