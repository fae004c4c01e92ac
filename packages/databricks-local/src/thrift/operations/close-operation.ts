import type { TCloseOperationReq, TCloseOperationResp } from "@databricks/sql/thrift/TCLIService_types";
import type { Operation } from "../operation";
import { succeeded } from "../thrift-status";

export const closeOperation: Operation<TCloseOperationReq, TCloseOperationResp> = (request, sessions) => {
  sessions.closeStatement(request.operationHandle);
  return Promise.resolve({ status: succeeded() });
};
