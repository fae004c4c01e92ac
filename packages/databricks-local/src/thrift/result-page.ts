import {
  type TColumn,
  type TFetchResultsResp,
  type TSparkArrowBatch,
  TSparkRowSetType,
} from "@databricks/sql/thrift/TCLIService_types";
import { Int64 } from "thrift";
import type { SqlCell, SqlColumn } from "../sql/sql-engine";
import { cellText } from "../statements/cell-text";
import {
  flag,
  floatingNumber,
  int64,
  shortestFloat,
  smallNumber,
  text,
  wholeNumber,
} from "./arrow/cell-values";
import { bits } from "./arrow/column-data";
import { recordBatchMessage } from "./arrow/ipc-messages";
import { parseSqlType } from "./arrow/sql-type";
import { arrowColumn, compressed, type ResultForm } from "./result-form";
import type { Page } from "./running-statement";
import { succeeded } from "./thrift-status";

/** Arrow batches are smaller than an answer, as the service's are, so that a client can read one while it has the next. */
const BATCH_ROWS = 4096;

export function resultPage(page: Page, form: ResultForm): TFetchResultsResp {
  return {
    status: succeeded(),
    hasMoreRows: page.hasMore,
    results: {
      startRowOffset: new Int64(page.startRow),
      rows: [],
      ...(form.rowSet === TSparkRowSetType.ARROW_BASED_SET
        ? { arrowBatches: arrowBatches(page, form) }
        : { columns: columnSet(page.columns, page.rows) }),
    },
  };
}

function arrowBatches({ columns, rows }: Page, form: ResultForm): TSparkArrowBatch[] {
  const sent = columns.map((column) => arrowColumn(column, form));
  const batches: TSparkArrowBatch[] = [];
  for (let start = 0; start < rows.length; start += BATCH_ROWS) {
    const part = rows.slice(start, start + BATCH_ROWS).map((row) => sentRow(row, columns, sent));
    const batch = compressed(recordBatchMessage(sent, part), form);
    batches.push({ batch, rowCount: new Int64(part.length) });
  }
  return batches;
}

function sentRow(
  row: readonly SqlCell[],
  columns: readonly SqlColumn[],
  sent: readonly SqlColumn[],
): SqlCell[] {
  return columns.map((column, index) => {
    const cell = row[index] ?? null;
    return sent[index] === column ? cell : textOf(cell, column.type);
  });
}

/**
 * The rows of a page, column by column, for drivers without Arrow: `databricks-sql-connector` has none unless pyarrow is
 * installed. What has no form of its own in TCLIService (decimals, times, arrays, maps, structs) is text there.
 */
function columnSet(columns: readonly SqlColumn[], rows: readonly (readonly SqlCell[])[]): TColumn[] {
  return columns.map(({ type }, index) =>
    column(
      type,
      rows.map((row) => row[index] ?? null),
    ),
  );
}

function column(type: string, cells: readonly SqlCell[]): TColumn {
  const nulls = Buffer.from(bits(cells.map((cell) => cell === null)));
  const { kind } = parseSqlType(type);
  switch (kind) {
    case "boolean":
      return { boolVal: { values: cells.map(flag), nulls } };
    case "tinyint":
      return { byteVal: { values: cells.map(smallNumber), nulls } };
    case "smallint":
      return { i16Val: { values: cells.map(smallNumber), nulls } };
    case "int":
      return { i32Val: { values: cells.map(smallNumber), nulls } };
    case "bigint":
      return { i64Val: { values: cells.map((cell) => int64(wholeNumber(cell))), nulls } };
    case "float":
      return { doubleVal: { values: cells.map((cell) => shortestFloat(floatingNumber(cell))), nulls } };
    case "double":
      return { doubleVal: { values: cells.map(floatingNumber), nulls } };
    case "binary":
      return { binaryVal: { values: cells.map((cell) => Buffer.from(text(cell), "base64")), nulls } };
    case "timestamp":
    case "timestamp_ntz":
    case "array":
    case "date":
    case "decimal":
    case "map":
    case "string":
    case "struct":
    case "void":
      return { stringVal: { values: cells.map((cell) => textOf(cell, type) ?? ""), nulls } };
  }
}

function textOf(cell: SqlCell, type: string): string | null {
  if (cell !== null && /^timestamp/i.test(type)) return timestampText(text(cell));
  return cellText(cell, type);
}

/** `2026-11-23T10:00:00.250Z` is `2026-11-23 10:00:00.25`: Spark writes no zone, and no zeros at the end of a fraction. */
function timestampText(timestamp: string): string {
  const [seconds = "", fraction = ""] = timestamp.replace("T", " ").replace(/Z$/, "").split(".");
  const digits = fraction.replace(/0+$/, "");
  return digits === "" ? seconds : `${seconds}.${digits}`;
}
