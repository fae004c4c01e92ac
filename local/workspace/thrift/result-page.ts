import type { TFetchResultsResp } from "@databricks/sql/thrift/TCLIService_types";
import { Int64 } from "thrift";
import { recordBatchMessage } from "./arrow/ipc-messages";
import type { Page } from "./running-statement";
import { succeeded } from "./thrift-status";

export function resultPage(page: Page): TFetchResultsResp {
  const batch = { batch: recordBatchMessage(page.columns, page.rows), rowCount: new Int64(page.rows.length) };
  return {
    status: succeeded(),
    hasMoreRows: page.hasMore,
    results: {
      startRowOffset: new Int64(page.startRow),
      rows: [],
      arrowBatches: page.rows.length > 0 ? [batch] : [],
    },
  };
}
