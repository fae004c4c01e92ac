import { ExpectedError } from "./expected-error";

/** A refusal in the service's shape: HTTP status, `error_code`, `message`. */
export class ApiError extends ExpectedError {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    /** A word such as `INVALID_PARAMETER_VALUE`; the gateway in front of the service sends the bare number 401. */
    readonly errorCode: string | number,
    message: string,
    /** Seconds, sent as `Retry-After`. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  static invalidParameter(message: string): ApiError {
    return new ApiError(400, "INVALID_PARAMETER_VALUE", message);
  }

  static notFound(message: string): ApiError {
    return new ApiError(404, "RESOURCE_DOES_NOT_EXIST", message);
  }

  /** To what comes while the workspace closes what it keeps. */
  static beingStopped(): ApiError {
    return new ApiError(503, "TEMPORARILY_UNAVAILABLE", "The workspace is being stopped");
  }

  /** `details` carries the request id, as the service's errors do. */
  body(requestId: string): object {
    return {
      error_code: this.errorCode,
      message: this.message,
      details: [
        { "@type": "type.googleapis.com/google.rpc.RequestInfo", request_id: requestId, serving_data: "" },
      ],
    };
  }
}
