import type { SqlColumn, SqlResult } from "../sql/sql-engine";
import { cellText } from "./cell-text";

/** Rows of one chunk of a result. The service cuts by size, which clients cannot foresee either. */
export const CHUNK_ROWS = 10_000;

/** Names of the API's `type_name` where they differ from the type's own word. */
const TYPE_NAMES: Record<string, string> = {
  TINYINT: "BYTE",
  SMALLINT: "SHORT",
  BIGINT: "LONG",
  VOID: "NULL",
  TIMESTAMP_NTZ: "TIMESTAMP",
};

export interface StatementResult {
  readonly columns: readonly SqlColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Whether `row_limit` cut rows off. */
  readonly truncated: boolean;
}

export function toStatementResult(result: SqlResult, rowLimit: number | undefined): StatementResult {
  const rows = result.rows.slice(0, rowLimit);
  return {
    columns: result.columns,
    rows: rows.map((row) => row.map((cell, index) => cellText(cell, result.columns[index]?.type ?? ""))),
    truncated: rows.length < result.rows.length,
  };
}

export function describeManifest({ columns, rows, truncated }: StatementResult) {
  const chunkCount = columns.length === 0 ? 0 : Math.max(1, Math.ceil(rows.length / CHUNK_ROWS));
  return {
    format: "JSON_ARRAY",
    schema: {
      column_count: columns.length,
      ...(columns.length > 0 && { columns: columns.map(describeColumn) }),
    },
    total_chunk_count: chunkCount,
    ...(chunkCount > 0 && {
      chunks: Array.from({ length: chunkCount }, (_, index) => ({
        chunk_index: index,
        row_offset: index * CHUNK_ROWS,
        row_count: Math.min(CHUNK_ROWS, rows.length - index * CHUNK_ROWS),
      })),
      total_row_count: rows.length,
    }),
    truncated,
  };
}

/** Chunk `index` of the result; `{}` for a statement without a result set. */
export function describeChunk(statementId: string, { columns, rows }: StatementResult, index: number) {
  if (columns.length === 0) return {};
  const offset = index * CHUNK_ROWS;
  const data = rows.slice(offset, offset + CHUNK_ROWS);
  const isLast = offset + data.length >= rows.length;
  return {
    chunk_index: index,
    row_offset: offset,
    row_count: data.length,
    ...(!isLast && {
      next_chunk_index: index + 1,
      next_chunk_internal_link: `/api/2.0/sql/statements/${statementId}/result/chunks/${index + 1}`,
    }),
    ...(data.length > 0 && { data_array: data }),
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
