import { TSparkRowSetType, type TFetchResultsResp } from "@databricks/sql/thrift/TCLIService_types";
import { Int64 } from "thrift";
import { recordBatchMessage } from "./arrow/ipc-messages";
import { columnSet } from "./column-set";
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
