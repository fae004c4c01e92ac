import type {
  TGetResultSetMetadataReq,
  TGetResultSetMetadataResp,
} from "@databricks/sql/thrift/TCLIService_types";
import { finishedResult } from "../finished-result";
import type { Operation } from "../operation";
import { resultSetMetadata } from "../result-set-metadata";

export const getResultSetMetadata: Operation<TGetResultSetMetadataReq, TGetResultSetMetadataResp> = (
  request,
  sessions,
) => {
  const statement = sessions.statement(request.operationHandle);
  return Promise.resolve(resultSetMetadata(finishedResult(statement), statement.rowSet));
};
