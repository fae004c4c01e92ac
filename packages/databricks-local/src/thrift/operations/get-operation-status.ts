import type {
  TGetOperationStatusReq,
  TGetOperationStatusResp,
} from "@databricks/sql/thrift/TCLIService_types";
import type { Operation } from "../operation";
import { operationStatus } from "../operation-status";

export const getOperationStatus: Operation<TGetOperationStatusReq, TGetOperationStatusResp> = (
  request,
  sessions,
) => Promise.resolve(operationStatus(sessions.statement(request.operationHandle).state));
