import type { SqlCell, SqlColumn, SqlResult } from "../sql/sql-engine";
import { cellText } from "./cell-text";
import type { StatementRequest } from "./statement-request";

/** Rows of one chunk of a result. The service cuts by size, which clients cannot foresee either. */
export const CHUNK_ROWS = 10_000;
/** 25 MiB. */
const MAX_INLINE_BYTES = 26_214_400;

type Row = readonly SqlCell[];
type TextRow = readonly (string | null)[];
type Limits = Pick<StatementRequest, "row_limit" | "byte_limit">;

/** An INLINE result that is larger than the service gives back. */
export class InlineLimitError extends Error {
  override readonly name = "InlineLimitError";
  constructor() {
    super(
      `Inline byte limit exceeded. Statements executed with disposition=INLINE can have a result size of at most ${MAX_INLINE_BYTES} bytes. Please execute the statement with disposition=EXTERNAL_LINKS if you want to download the full result.`,
    );
  }
}

/** What a statement has come to, cut to its limits. */
export class StatementResult {
  readonly columns: readonly SqlColumn[];
  readonly rows: readonly Row[];
  /** Whether `row_limit` or `byte_limit` cut rows off. */
  readonly truncated: boolean;
  readonly modifiedRows: bigint | undefined;

  constructor({ columns, rows, modifiedRows }: SqlResult, { row_limit, byte_limit }: Limits) {
    this.columns = columns;
    this.modifiedRows = modifiedRows;
    const limited = rows.slice(0, row_limit);
    this.rows =
      byte_limit === undefined ? limited : limited.slice(0, rowsWithin(byte_limit, limited, columns));
    this.truncated = this.rows.length < rows.length;
  }

  /** A statement without a result set has none. */
  get chunkCount(): number {
    return this.columns.length === 0 ? 0 : Math.max(1, Math.ceil(this.rows.length / CHUNK_ROWS));
  }

  chunk(index: number): readonly Row[] {
    return this.rows.slice(index * CHUNK_ROWS, (index + 1) * CHUNK_ROWS);
  }

  textChunk(index: number): TextRow[] {
    return this.chunk(index).map((row) => textRow(row, this.columns));
  }

  requireInline(): void {
    if (rowsWithin(MAX_INLINE_BYTES, this.rows, this.columns) < this.rows.length)
      throw new InlineLimitError();
  }
}

/** How many rows have at most that many bytes of text: the service counts its own representation. */
function rowsWithin(bytes: number, rows: readonly Row[], columns: readonly SqlColumn[]): number {
  let left = bytes;
  const beyond = rows.findIndex((row) => {
    left -= textRow(row, columns).reduce((sum, cell) => sum + Buffer.byteLength(cell ?? ""), 0);
    return left < 0;
  });
  return beyond === -1 ? rows.length : beyond;
}

function textRow(row: Row, columns: readonly SqlColumn[]): TextRow {
  return row.map((cell, index) => cellText(cell, columns[index]?.type ?? ""));
}
