import { ApiError } from "../api-error";
import { SqlError } from "../sql/sql-engine";

/** As Unity Catalog names what is not there: `SCHEMA_DOES_NOT_EXIST`. */
export function doesNotExist(kind: "Catalog" | "Schema" | "Table" | "Volume", name: string): ApiError {
  return new ApiError(404, `${kind.toUpperCase()}_DOES_NOT_EXIST`, `${kind} '${name}' does not exist.`);
}

export function alreadyExists(kind: "Catalog" | "Schema" | "Volume", name: string): ApiError {
  return new ApiError(400, `${kind.toUpperCase()}_ALREADY_EXISTS`, `${kind} '${name}' already exists`);
}

/** A statement that REST has run, and that failed. */
export function asApiError(error: unknown): unknown {
  if (!(error instanceof SqlError)) return error;
  const status = error.sqlState === "42501" ? 403 : 400;
  return new ApiError(
    status,
    status === 403 ? "PERMISSION_DENIED" : "INVALID_PARAMETER_VALUE",
    error.message,
  );
}
