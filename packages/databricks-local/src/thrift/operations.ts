import type { TStatus } from "@databricks/sql/thrift/TCLIService_types";
import {
  getCatalogs,
  getColumns,
  getCrossReference,
  getPrimaryKeys,
  getSchemas,
  getTables,
  getTableTypes,
  getTypeInfo,
} from "./catalogue-operations";
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
  GetTypeInfo: getTypeInfo,
  GetCatalogs: getCatalogs,
  GetSchemas: getSchemas,
  GetTables: getTables,
  GetTableTypes: getTableTypes,
  GetColumns: getColumns,
  GetPrimaryKeys: getPrimaryKeys,
  GetCrossReference: getCrossReference,
};

/** Known to TCLIService, refused here by name. */
export const REFUSED_OPERATIONS = [
  "GetFunctions",
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
