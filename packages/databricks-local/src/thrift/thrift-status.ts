import { TStatusCode, type TStatus } from "@databricks/sql/thrift/TCLIService_types";
import { SqlError } from "../sql/sql-engine";
import { InvalidHandleError } from "./handles";

/** A request that is understood but not served; the text names what was asked. */
export class RefusedRequestError extends Error {
  override readonly name = "RefusedRequestError";
}

const FEATURE_NOT_SUPPORTED = "0A000";

export function succeeded(): TStatus {
  return { statusCode: TStatusCode.SUCCESS_STATUS };
}

/** The status that answers an expected failure; anything else is a defect and is thrown on. */
export function failed(error: unknown): TStatus {
  if (error instanceof InvalidHandleError) {
    return { statusCode: TStatusCode.INVALID_HANDLE_STATUS, errorMessage: error.message };
  }
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
