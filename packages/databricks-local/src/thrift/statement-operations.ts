import {
  type TCancelOperationReq,
  type TCancelOperationResp,
  type TCloseOperationReq,
  type TCloseOperationResp,
  type TExecuteStatementReq,
  type TExecuteStatementResp,
  TFetchOrientation,
  type TFetchResultsReq,
  type TFetchResultsResp,
  type TGetOperationStatusReq,
  type TGetOperationStatusResp,
  type TGetResultSetMetadataReq,
  type TGetResultSetMetadataResp,
  TOperationType,
  type TSparkDirectResults,
  type TSparkParameter,
  type TSparkParameterValue,
  TSparkRowSetType,
} from "@databricks/sql/thrift/TCLIService_types";
import type { SqlParameter } from "../sql/sql-engine";
import type { ThriftCall } from "./operations";
import { resultPage } from "./result-page";
import { resultSetMetadata } from "./result-set-metadata";
import { MAX_PAGE_ROWS, ThriftStatement } from "./running-statement";
import {
  finishedResult,
  hasResultSet,
  operationStatus,
  RefusedRequestError,
  succeeded,
} from "./thrift-status";

/** How long a statement may hold up the answer before the client is told to ask for its state. */
const DIRECT_RESULTS_WAIT_MS = 1_000;

export const executeStatement: ThriftCall<TExecuteStatementReq, TExecuteStatementResp> = async (
  request,
  sessions,
  client,
) => {
  const session = sessions.session(request.sessionHandle);
  const { statement: sql = "", parameters, getDirectResults } = request;
  const bound = sqlParameters(parameters);
  sessions.onStatement(sql);
  const statement = new ThriftStatement(sql, rowSetFor(request), (signal) =>
    client.onWarehouse(signal, (stopped) => session.sql.execute(sql, bound, stopped)),
  );
  session.add(statement);

  let directResults: TSparkDirectResults | undefined;
  if (getDirectResults) {
    await settledWithin(statement.done, DIRECT_RESULTS_WAIT_MS);
    directResults = readDirectly(statement, getDirectResults.maxRows.toNumber());
    if (directResults.closeOperation !== undefined) session.remove(statement);
  }
  return {
    status: succeeded(),
    operationHandle: {
      operationId: statement.handle,
      operationType: TOperationType.EXECUTE_STATEMENT,
      hasResultSet: hasResultSet(statement.state),
    },
    ...(directResults && { directResults }),
  };
};

/** The whole conversation in one answer: it ends with a closed operation where nothing is left to ask for. */
function readDirectly(statement: ThriftStatement, maxRows: number): TSparkDirectResults {
  const { state } = statement;
  const status = operationStatus(state);
  if (state.name === "running") return { operationStatus: status };
  if (state.name !== "finished") return { operationStatus: status, closeOperation: { status: succeeded() } };
  // DDL, too, has a page, without columns: `databricks-sql-connector` would ask the closed operation for it.
  const page = statement.nextPage(maxRows, state.result);
  return {
    operationStatus: status,
    resultSetMetadata: resultSetMetadata(state.result, statement.rowSet),
    resultSet: resultPage(page, statement.rowSet),
    ...(!page.hasMore && { closeOperation: { status: succeeded() } }),
  };
}

/** Arrow is answered with its native types only; who wants it with decimals or times as text gets no Arrow. */
function rowSetFor({ canReadArrowResult, useArrowNativeTypes: native }: Partial<TExecuteStatementReq>) {
  const isNative = native?.decimalAsArrow && native.timestampAsArrow && native.complexTypesAsArrow;
  return canReadArrowResult && isNative
    ? TSparkRowSetType.ARROW_BASED_SET
    : TSparkRowSetType.COLUMN_BASED_SET;
}

async function settledWithin(done: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([done, waited]);
  clearTimeout(timer);
}

/** A parameter without a value is NULL; without a name it takes the place of the next `?`. */
function sqlParameters(parameters: readonly TSparkParameter[] | null | undefined): SqlParameter[] {
  return (parameters ?? []).map((parameter) => {
    if (parameter.arguments?.length) {
      throw new RefusedRequestError(
        `The local workspace binds no ARRAY or MAP parameter (${parameter.name})`,
      );
    }
    return {
      // Absent fields of a Thrift structure are null.
      name: parameter.name ?? undefined,
      type: parameter.type ?? undefined,
      value: text(parameter.value),
    };
  });
}

function text(value: TSparkParameterValue | null | undefined): string | null {
  const given = value?.stringValue ?? value?.doubleValue ?? value?.booleanValue;
  return given === undefined || given === null ? null : String(given);
}

export const fetchResults: ThriftCall<TFetchResultsReq, TFetchResultsResp> = (request, sessions) => {
  const statement = sessions.statement(request.operationHandle);
  const result = finishedResult(statement);
  const orientation = request.orientation ?? TFetchOrientation.FETCH_NEXT;
  if (orientation === TFetchOrientation.FETCH_FIRST) statement.rewind();
  else if (orientation !== TFetchOrientation.FETCH_NEXT)
    throw new RefusedRequestError("The local workspace reads rows forwards only");

  const page = statement.nextPage(request.maxRows?.toNumber() ?? MAX_PAGE_ROWS, result);
  const metadata = request.includeResultSetMetadata
    ? { resultSetMetadata: resultSetMetadata(result, statement.rowSet) }
    : {};
  return Promise.resolve({ ...resultPage(page, statement.rowSet), ...metadata });
};

export const getResultSetMetadata: ThriftCall<TGetResultSetMetadataReq, TGetResultSetMetadataResp> = (
  request,
  sessions,
) => {
  const statement = sessions.statement(request.operationHandle);
  return Promise.resolve(resultSetMetadata(finishedResult(statement), statement.rowSet));
};

export const getOperationStatus: ThriftCall<TGetOperationStatusReq, TGetOperationStatusResp> = (
  request,
  sessions,
) => Promise.resolve(operationStatus(sessions.statement(request.operationHandle).state));

export const cancelOperation: ThriftCall<TCancelOperationReq, TCancelOperationResp> = (request, sessions) => {
  sessions.statement(request.operationHandle).cancel();
  return Promise.resolve({ status: succeeded() });
};

export const closeOperation: ThriftCall<TCloseOperationReq, TCloseOperationResp> = (request, sessions) => {
  sessions.closeStatement(request.operationHandle);
  return Promise.resolve({ status: succeeded() });
};
