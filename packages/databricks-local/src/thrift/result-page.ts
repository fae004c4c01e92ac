import {
  type TColumn,
  type TFetchResultsResp,
  TSparkRowSetType,
} from "@databricks/sql/thrift/TCLIService_types";
import { Int64 } from "thrift";
import type { SqlCell, SqlColumn } from "../sql/sql-engine";
import { cellText } from "../statements/cell-text";
import { flag, floatingNumber, smallNumber, text, wholeNumber } from "./arrow/cell-values";
import { bits } from "./arrow/column-data";
import { recordBatchMessage } from "./arrow/ipc-messages";
import { parseSqlType } from "./arrow/sql-type";
import type { Page } from "./running-statement";
import { succeeded } from "./thrift-status";

export function resultPage(page: Page, rowSet: TSparkRowSetType): TFetchResultsResp {
  return {
    status: succeeded(),
    hasMoreRows: page.hasMore,
    results: {
      startRowOffset: new Int64(page.startRow),
      rows: [],
      ...(rowSet === TSparkRowSetType.ARROW_BASED_SET
        ? { arrowBatches: arrowBatches(page) }
        : { columns: columnSet(page.columns, page.rows) }),
    },
  };
}

function arrowBatches({ columns, rows }: Page) {
  if (rows.length === 0) return [];
  return [{ batch: recordBatchMessage(columns, rows), rowCount: new Int64(rows.length) }];
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
    case "double":
      return { doubleVal: { values: cells.map(floatingNumber), nulls } };
    case "binary":
      return { binaryVal: { values: cells.map((cell) => Buffer.from(text(cell), "base64")), nulls } };
    case "timestamp":
    case "timestamp_ntz":
      return { stringVal: { values: cells.map((cell) => timestampText(text(cell))), nulls } };
    case "array":
    case "date":
    case "decimal":
    case "map":
    case "string":
    case "struct":
    case "void":
      return { stringVal: { values: cells.map((cell) => cellText(cell, type) ?? ""), nulls } };
  }
}

function int64(value: bigint): Int64 {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return new Int64(bytes);
}

/** `2026-11-23T10:00:00.250Z` is `2026-11-23 10:00:00.25`: Spark writes no zone, and no zeros at the end of a fraction. */
function timestampText(timestamp: string): string {
  const [seconds = "", fraction = ""] = timestamp.replace("T", " ").replace(/Z$/, "").split(".");
  const digits = fraction.replace(/0+$/, "");
  return digits === "" ? seconds : `${seconds}.${digits}`;
}
