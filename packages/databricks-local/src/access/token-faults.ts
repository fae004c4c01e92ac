import { ApiError } from "../api-error";

// How the gateway in front of the service refuses a call's credentials; it sends the bare status as `error_code`.

export function noCredential(): ApiError {
  return new ApiError(401, 401, "Credential was not sent or was of an unsupported type for this API.");
}

/** A personal token that is wrong, deleted or expired. @see https://github.com/databricks/databricks-sdk-go/issues/917 */
export function invalidToken(): ApiError {
  return new ApiError(403, 403, "Invalid access token.");
}

/** @see https://github.com/databricks/databricks-sdk-go/issues/1061 */
export function expiredOAuthToken(): ApiError {
  return new ApiError(403, 403, "JWT has expired");
}
