import type { TCloseSessionReq, TCloseSessionResp } from "@databricks/sql/thrift/TCLIService_types";
import type { Operation } from "../operation";
import { succeeded } from "../thrift-status";

export const closeSession: Operation<TCloseSessionReq, TCloseSessionResp> = async (request, sessions) => {
  await sessions.closeSession(request.sessionHandle);
  return { status: succeeded() };
};
