import type { SqlColumn } from "../sql/sql-engine";
import { hasLz4 } from "../thrift/arrow/lz4";
import { type ChunkForm, type ExternalResults, writeChunk } from "./external-results";
import type { StatementRequest } from "./statement-request";
import { CHUNK_ROWS, type StatementResult } from "./statement-result";

type Presentation = Pick<StatementRequest, "disposition" | "format" | "result_compression">;

/** Where links of external results begin: scheme, host and port. */
export interface Links {
  readonly origin: string;
  readonly results: ExternalResults;
}

export function describeResult(
  id: string,
  result: StatementResult,
  presentation: Presentation,
  links: Links,
): object {
  const form = chunkForm(presentation);
  const bytes = isInline(result, presentation) ? undefined : chunkBytes(result, form);
  return {
    manifest: describeManifest(result, form, bytes),
    result: describeChunk(id, result, 0, presentation, links),
  };
}

/** Chunk `index` of the result; `{}` for a statement without a result set. */
export function describeChunk(
  id: string,
  result: StatementResult,
  index: number,
  presentation: Presentation,
  { origin, results }: Links,
): object {
  if (result.chunkCount === 0) return {};
  const form = chunkForm(presentation);
  const place = { ...describePlace(result, index), ...describeNext(id, result, index) };
  if (isInline(result, presentation)) {
    // No rows are no field.
    if (place.row_count === 0) return place;
    return form.format === "ARROW_STREAM"
      ? { ...place, attachment: writeChunk(result, index, form).toString("base64") }
      : { ...place, data_array: result.textChunk(index) };
  }
  const { path, expiration } = results.link(result, form, index);
  const byte_count = writeChunk(result, index, form).length;
  return { external_links: [{ ...place, byte_count, external_link: `${origin}${path}`, expiration }] };
}

/** Rows that travel within the answer: the service decides by their size, and so does a limit of our own. */
function isInline(result: StatementResult, { disposition }: Presentation): boolean {
  if (disposition !== "INLINE_OR_EXTERNAL_LINKS") return disposition === "INLINE";
  return result.chunkCount <= 1;
}

/** Only Arrow is compressed, and only where that is possible here: the manifest says which it is. */
function chunkForm({ format, result_compression }: Presentation): ChunkForm {
  const isCompressed = result_compression === "LZ4_FRAME" && format === "ARROW_STREAM" && hasLz4();
  return { format, isCompressed };
}

function chunkBytes(result: StatementResult, form: ChunkForm): number[] {
  return Array.from({ length: result.chunkCount }, (_, index) => writeChunk(result, index, form).length);
}

/** Names of the API's `type_name` where they differ from the type's own word. */
const TYPE_NAMES: Record<string, string> = {
  TINYINT: "BYTE",
  SMALLINT: "SHORT",
  BIGINT: "LONG",
  VOID: "NULL",
  TIMESTAMP_NTZ: "TIMESTAMP",
};

/** `chunkBytes` are known for external links only. */
function describeManifest(
  result: StatementResult,
  { format, isCompressed }: ChunkForm,
  chunkBytes?: readonly number[],
) {
  const { columns, rows, truncated, chunkCount } = result;
  return {
    format,
    ...(isCompressed && { result_compression: "LZ4_FRAME" }),
    schema: {
      column_count: columns.length,
      ...(columns.length > 0 && { columns: columns.map(describeColumn) }),
    },
    total_chunk_count: chunkCount,
    ...(chunkCount > 0 && {
      chunks: Array.from({ length: chunkCount }, (_, index) => ({
        ...describePlace(result, index),
        ...(chunkBytes && { byte_count: chunkBytes[index] }),
      })),
      total_row_count: rows.length,
      ...(chunkBytes && { total_byte_count: chunkBytes.reduce((sum, bytes) => sum + bytes, 0) }),
    }),
    truncated,
  };
}

/** Which rows a chunk holds. */
function describePlace(result: StatementResult, index: number) {
  return {
    chunk_index: index,
    row_offset: index * CHUNK_ROWS,
    row_count: result.chunk(index).length,
  };
}

/** Where the chunk after it is; nothing for the last one. */
function describeNext(statementId: string, result: StatementResult, index: number) {
  if (index + 1 >= result.chunkCount) return {};
  return {
    next_chunk_index: index + 1,
    next_chunk_internal_link: `/api/2.0/sql/statements/${statementId}/result/chunks/${index + 1}`,
  };
}

function describeColumn({ name, type }: SqlColumn, position: number) {
  // Words that a colon follows are the names of a struct's fields.
  const typeText = type.replace(/\w+(?![\w:])/g, (word) => word.toUpperCase());
  const [, word = "", precision, scale] = /^(\w+)(?:\((\d+),\s*(\d+)\))?/.exec(typeText) ?? [];
  return {
    name,
    position,
    type_name: TYPE_NAMES[word] ?? word,
    type_text: typeText,
    ...(word === "DECIMAL" && { type_precision: Number(precision), type_scale: Number(scale) }),
  };
}
