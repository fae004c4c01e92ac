import type { SqlColumn } from "../sql/sql-engine";
import { CHUNK_ROWS, type StatementResult } from "./statement-result";

/** Names of the API's `type_name` where they differ from the type's own word. */
const TYPE_NAMES: Record<string, string> = {
  TINYINT: "BYTE",
  SMALLINT: "SHORT",
  BIGINT: "LONG",
  VOID: "NULL",
  TIMESTAMP_NTZ: "TIMESTAMP",
};

/** `chunkBytes` are known for external links only. */
export function describeManifest(result: StatementResult, format: string, chunkBytes?: readonly number[]) {
  const { columns, rows, truncated, chunkCount } = result;
  return {
    format,
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
export function describePlace(result: StatementResult, index: number) {
  return {
    chunk_index: index,
    row_offset: index * CHUNK_ROWS,
    row_count: result.chunk(index).length,
  };
}

/** Where the chunk after it is; nothing for the last one. */
export function describeNext(statementId: string, result: StatementResult, index: number) {
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
