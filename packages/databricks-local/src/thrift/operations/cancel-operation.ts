import type { TCancelOperationReq, TCancelOperationResp } from "@databricks/sql/thrift/TCLIService_types";
import type { Operation } from "../operation";
import { succeeded } from "../thrift-status";

export const cancelOperation: Operation<TCancelOperationReq, TCancelOperationResp> = (request, sessions) => {
  sessions.statement(request.operationHandle).cancel();
  return Promise.resolve({ status: succeeded() });
};
