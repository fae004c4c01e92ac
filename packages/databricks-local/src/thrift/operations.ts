import { cancelOperation } from "./operations/cancel-operation";
import { closeOperation } from "./operations/close-operation";
import { closeSession } from "./operations/close-session";
import { executeStatement } from "./operations/execute-statement";
import { fetchResults } from "./operations/fetch-results";
import { getInfo } from "./operations/get-info";
import { getOperationStatus } from "./operations/get-operation-status";
import { getResultSetMetadata } from "./operations/get-result-set-metadata";
import { openSession } from "./operations/open-session";

/** Served calls, by their names in TCLIService. */
export const OPERATIONS = {
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
