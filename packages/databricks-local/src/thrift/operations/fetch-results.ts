import {
  TFetchOrientation,
  type TFetchResultsReq,
  type TFetchResultsResp,
} from "@databricks/sql/thrift/TCLIService_types";
import { finishedResult } from "../finished-result";
import type { Operation } from "../operation";
import { resultPage } from "../result-page";
import { resultSetMetadata } from "../result-set-metadata";
import { MAX_PAGE_ROWS } from "../running-statement";
import { RefusedRequestError } from "../thrift-status";

export const fetchResults: Operation<TFetchResultsReq, TFetchResultsResp> = (request, sessions) => {
  const statement = sessions.statement(request.operationHandle);
  const result = finishedResult(statement);
  const orientation = request.orientation ?? TFetchOrientation.FETCH_NEXT;
  if (orientation === TFetchOrientation.FETCH_FIRST) statement.rewind();
  else if (orientation !== TFetchOrientation.FETCH_NEXT) {
    throw new RefusedRequestError("The local workspace reads rows forwards only");
  }
  const page = statement.nextPage(request.maxRows?.toNumber() ?? MAX_PAGE_ROWS, result);
  const metadata = request.includeResultSetMetadata
    ? { resultSetMetadata: resultSetMetadata(result, statement.rowSet) }
    : {};
  return Promise.resolve({ ...resultPage(page, statement.rowSet), ...metadata });
};
