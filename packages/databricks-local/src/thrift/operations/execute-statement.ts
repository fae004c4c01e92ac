import {
  TOperationType,
  TSparkRowSetType,
  type TExecuteStatementReq,
  type TExecuteStatementResp,
  type TSparkDirectResults,
} from "@databricks/sql/thrift/TCLIService_types";
import type { Operation } from "../operation";
import { hasResultSet, operationStatus } from "../operation-status";
import { resultPage } from "../result-page";
import { resultSetMetadata } from "../result-set-metadata";
import { RunningStatement } from "../running-statement";
import { sqlParameters } from "../sql-parameters";
import { succeeded } from "../thrift-status";

/** How long a statement may hold up the answer before the client is told to ask for its state. */
const DIRECT_RESULTS_WAIT_MS = 1_000;

export const executeStatement: Operation<TExecuteStatementReq, TExecuteStatementResp> = async (
  request,
  sessions,
  client,
) => {
  const session = sessions.session(request.sessionHandle);
  const { statement: sql = "", parameters, getDirectResults } = request;
  const bound = sqlParameters(parameters);
  sessions.onStatement(sql);
  const statement = new RunningStatement(sql, rowSetFor(request), (signal) =>
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
    ...(directResults ? { directResults } : {}),
  };
};

/** The whole conversation in one answer: it ends with a closed operation where nothing is left to ask for. */
function readDirectly(statement: RunningStatement, maxRows: number): TSparkDirectResults {
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
    ...(page.hasMore ? {} : { closeOperation: { status: succeeded() } }),
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
