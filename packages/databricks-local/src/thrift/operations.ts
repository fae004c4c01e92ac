import type { TStatus } from "@databricks/sql/thrift/TCLIService_types";
import type { ThriftClient } from "./service-handler";
import { closeSession, getInfo, openSession } from "./session-operations";
import {
  cancelOperation,
  closeOperation,
  executeStatement,
  fetchResults,
  getOperationStatus,
  getResultSetMetadata,
} from "./statement-operations";
import type { ThriftSessions } from "./thrift-sessions";

/** Served calls, by their names in TCLIService. */
export const THRIFT_CALLS = {
  OpenSession: openSession,
  CloseSession: closeSession,
  GetInfo: getInfo,
  ExecuteStatement: executeStatement,
  GetOperationStatus: getOperationStatus,
  GetResultSetMetadata: getResultSetMetadata,
  FetchResults: fetchResults,
  CancelOperation: cancelOperation,
  CloseOperation: closeOperation,
};

/** Known to TCLIService, refused here by name. */
export const REFUSED_OPERATIONS = [
  "GetTypeInfo",
  "GetCatalogs",
  "GetSchemas",
  "GetTables",
  "GetTableTypes",
  "GetColumns",
  "GetFunctions",
  "GetPrimaryKeys",
  "GetCrossReference",
  "GetDelegationToken",
  "CancelDelegationToken",
  "RenewDelegationToken",
];

/**
 * One Thrift call. Rejects with `InvalidHandleError`, `SqlError` or `RefusedRequestError` where the answer is a
 * failed status; any other error is a defect of the workspace.
 */
export type ThriftCall<Request, Response extends { status: TStatus }> = (
  request: Partial<Request>,
  sessions: ThriftSessions,
  client: ThriftClient,
) => Promise<Response>;
