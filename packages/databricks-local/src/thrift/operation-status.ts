import { TOperationState, type TGetOperationStatusResp } from "@databricks/sql/thrift/TCLIService_types";
import type { StatementState } from "./running-statement";
import { succeeded } from "./thrift-status";

/**
 * False for DDL alone. A running or failed statement says true: a driver that reads "no rows" from the handle
 * never asks for the state, and the error would be lost.
 */
export function hasResultSet(state: StatementState): boolean {
  return state.name !== "finished" || state.result.columns.length > 0;
}

export function operationStatus(state: StatementState): TGetOperationStatusResp {
  const answer = { status: succeeded(), hasResultSet: hasResultSet(state) };
  switch (state.name) {
    case "running":
      return { ...answer, operationState: TOperationState.RUNNING_STATE };
    case "finished":
      return { ...answer, operationState: TOperationState.FINISHED_STATE };
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
