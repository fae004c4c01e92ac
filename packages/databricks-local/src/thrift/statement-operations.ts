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
  type TSparkGetDirectResults,
  type TSparkParameter,
  type TSparkParameterValue,
  type TSparkParameterValueArg,
} from "@databricks/sql/thrift/TCLIService_types";
import type { SqlParameter } from "../sql/sql-engine";
import type { ThriftCall } from "./operations";
import { resultFormOf } from "./result-form";
import { resultPage } from "./result-page";
import { resultSetMetadata } from "./result-set-metadata";
import { MAX_PAGE_ROWS, ThriftStatement } from "./running-statement";
import { sessionSettings } from "./session-operations";
import type { OpenSession } from "./thrift-sessions";
import { finishedResult, operationStatus, RefusedRequestError, succeeded } from "./thrift-status";

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
  refuseSettings(request.confOverlay ?? {});
  sessions.onStatement(sql);
  const statement = new ThriftStatement(sql, resultFormOf(request), rowLimit(request), (signal) =>
    client.onWarehouse(signal, (stopped) => session.sql.execute(sql, bound, stopped)),
  );
  return startedOperation(session, statement, TOperationType.EXECUTE_STATEMENT, getDirectResults);
};

/** The answer to a call that begins an operation, with its first rows where the client wants them at once. */
export async function startedOperation(
  session: OpenSession,
  statement: ThriftStatement,
  operationType: TOperationType,
  wanted: TSparkGetDirectResults | null | undefined,
): Promise<TExecuteStatementResp> {
  session.add(statement);
  let directResults: TSparkDirectResults | undefined;
  if (wanted) {
    await settledWithin(statement.done, DIRECT_RESULTS_WAIT_MS);
    directResults = readDirectly(statement, wanted.maxRows.toNumber());
    if (directResults.closeOperation !== undefined) session.remove(statement);
  }
  return {
    status: succeeded(),
    operationHandle: { operationId: statement.handle, operationType, hasResultSet: true },
    ...(directResults && { directResults }),
  };
}

/** The whole conversation in one answer: it ends with a closed operation where nothing is left to ask for. */
function readDirectly(statement: ThriftStatement, maxRows: number): TSparkDirectResults {
  const { state } = statement;
  const status = operationStatus(state);
  if (state.name === "running") return { operationStatus: status };
  if (state.name !== "finished") return { operationStatus: status, closeOperation: { status: succeeded() } };
  const page = statement.nextPage(maxRows, state.result);
  return {
    operationStatus: status,
    resultSetMetadata: resultSetMetadata(state.result, statement.form),
    resultSet: resultPage(page, statement.form),
    ...(!page.hasMore && { closeOperation: { status: succeeded() } }),
  };
}

/** Of one statement alone there are tags; what else would count for it is refused. */
function refuseSettings(given: Readonly<Record<string, string>>): void {
  const refused = Object.keys(sessionSettings(given)).filter((name) => name.toLowerCase() !== "query_tags");
  if (refused.length === 0) return;
  throw new RefusedRequestError(
    `The local workspace has no settings of one statement (${refused.join(", ")}): use SET`,
  );
}

/** Without a limit, or with one that is none, all rows. */
function rowLimit({ resultRowLimit }: Partial<TExecuteStatementReq>): number {
  const limit = resultRowLimit?.toNumber() ?? 0;
  return limit > 0 ? limit : Number.POSITIVE_INFINITY;
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
  return (parameters ?? []).map(({ name, type, value, arguments: given }) => {
    const elements = elementsOf(type, given);
    return {
      // Absent fields of a Thrift structure are null.
      name: name ?? undefined,
      type: type ?? undefined,
      value: text(value),
      ...(elements && { elements }),
    };
  });
}

/** Deeper collections are refused. */
const MAX_DEPTH = 20;

function elementsOf(
  type: string | null | undefined,
  given: readonly TSparkParameterValueArg[] | null | undefined,
  depth = 1,
): SqlParameter[] | undefined {
  if (!/^(array|map)\b/i.test(type ?? "") && !given?.length) return undefined;
  if (depth > MAX_DEPTH) throw new RefusedRequestError(`A parameter is deeper than ${MAX_DEPTH} levels`);
  return (given ?? []).map((element) => ({
    type: element.type ?? undefined,
    value: element.value ?? null,
    elements: elementsOf(element.type, element.arguments, depth + 1),
  }));
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
    ? { resultSetMetadata: resultSetMetadata(result, statement.form) }
    : {};
  return Promise.resolve({ ...resultPage(page, statement.form), ...metadata });
};

export const getResultSetMetadata: ThriftCall<TGetResultSetMetadataReq, TGetResultSetMetadataResp> = (
  request,
  sessions,
) => {
  const statement = sessions.statement(request.operationHandle);
  return Promise.resolve(resultSetMetadata(finishedResult(statement), statement.form));
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
