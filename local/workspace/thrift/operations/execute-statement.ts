import {
  TOperationType,
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
import { RefusedRequestError, succeeded } from "../thrift-status";

/** How long a statement may hold up the answer before the client is told to ask for its state. */
const DIRECT_RESULTS_WAIT_MS = 1_000;

export const executeStatement: Operation<TExecuteStatementReq, TExecuteStatementResp> = async (
  request,
  sessions,
  client,
) => {
  const session = sessions.session(request.sessionHandle);
  refuseUnlessArrow(request);
  const { statement: sql = "", parameters, getDirectResults } = request;
  const bound = sqlParameters(parameters);
  sessions.onStatement(sql);
  const statement = new RunningStatement(sql, (signal) =>
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
  const metadata = resultSetMetadata(state.result);
  if (state.result.columns.length === 0) {
    return { operationStatus: status, resultSetMetadata: metadata, closeOperation: { status: succeeded() } };
  }
  const page = statement.nextPage(maxRows, state.result);
  return {
    operationStatus: status,
    resultSetMetadata: metadata,
    resultSet: resultPage(page),
    ...(page.hasMore ? {} : { closeOperation: { status: succeeded() } }),
  };
}

function refuseUnlessArrow({
  canReadArrowResult,
  useArrowNativeTypes: native,
}: Partial<TExecuteStatementReq>) {
  if (canReadArrowResult && native?.decimalAsArrow && native.timestampAsArrow && native.complexTypesAsArrow)
    return;
  throw new RefusedRequestError(
    "The local workspace answers in Arrow with native types only: leave arrowEnabled and useArrowNativeTypes on",
  );
}

async function settledWithin(done: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([done, waited]);
  clearTimeout(timer);
}
