import {
  type TGetOperationStatusResp,
  TOperationState,
  type TStatus,
  TStatusCode,
} from "@databricks/sql/thrift/TCLIService_types";
import { SqlError, type SqlResult } from "../sql/sql-engine";
import type { ThriftStatement, StatementState } from "./running-statement";
import { int64 } from "./arrow/cell-values";
import { InvalidHandleError } from "./thrift-sessions";

/** A request that is understood but not served; the text names what was asked. */
export class RefusedRequestError extends Error {
  override readonly name = "RefusedRequestError";
}

const FEATURE_NOT_SUPPORTED = "0A000";

export function succeeded(): TStatus {
  return { statusCode: TStatusCode.SUCCESS_STATUS };
}

/** The status that answers an expected failure; anything else is a defect and is thrown on. */
export function failedStatus(error: unknown): TStatus {
  if (error instanceof InvalidHandleError)
    return { statusCode: TStatusCode.INVALID_HANDLE_STATUS, errorMessage: error.message };

  if (error instanceof SqlError || error instanceof RefusedRequestError) {
    return {
      statusCode: TStatusCode.ERROR_STATUS,
      sqlState: error instanceof SqlError ? error.sqlState : FEATURE_NOT_SUPPORTED,
      errorMessage: error.message,
      displayMessage: error.message,
    };
  }
  throw error;
}

export function operationStatus(state: StatementState): TGetOperationStatusResp {
  const answer = { status: succeeded(), hasResultSet: true };
  switch (state.name) {
    case "running":
      return { ...answer, operationState: TOperationState.RUNNING_STATE };
    case "finished":
      return {
        ...answer,
        operationState: TOperationState.FINISHED_STATE,
        ...(state.result.modifiedRows !== undefined && {
          numModifiedRows: int64(state.result.modifiedRows),
        }),
      };
    case "canceled":
      return { ...answer, operationState: TOperationState.CANCELED_STATE };
    case "failed":
      return {
        ...answer,
        operationState: TOperationState.ERROR_STATE,
        sqlState: state.error.sqlState,
        errorMessage: `Error running query: ${state.error.message}`,
        displayMessage: state.error.message,
      };
  }
}

/** The result of a statement whose rows are asked for; its error where it has failed. */
export function finishedResult({ state }: ThriftStatement): SqlResult {
  if (state.name === "finished") return state.result;
  if (state.name === "failed") throw state.error;
  throw new RefusedRequestError(`The statement has no result: it is ${state.name}`);
}
