import { ApiError } from "../api-error";
import type { Securable } from "../grants/securable";
import type { Call } from "../operation";
import { SqlError } from "../sql/sql-engine";

/** As Unity Catalog names what is not there: `SCHEMA_DOES_NOT_EXIST`. */
export function doesNotExist(
  kind: "Catalog" | "Function" | "Schema" | "Table" | "Volume",
  name: string,
): ApiError {
  return new ApiError(404, `${kind.toUpperCase()}_DOES_NOT_EXIST`, `${kind} '${name}' does not exist.`);
}

export function alreadyExists(kind: "Catalog" | "Schema" | "Volume", name: string): ApiError {
  return new ApiError(400, `${kind.toUpperCase()}_ALREADY_EXISTS`, `${kind} '${name}' already exists`);
}

/** A statement that REST has run, and that failed. */
export function asApiError(error: unknown): unknown {
  if (!(error instanceof SqlError)) return error;
  if (error.sqlState !== "42501") return ApiError.invalidParameter(error.message);
  const [, plain = error.message] = /Insufficient privileges:\n(.*) SQLSTATE/.exec(error.message) ?? [];
  return new ApiError(403, "PERMISSION_DENIED", plain);
}

/** A right that is asked for by REST: it is refused as by SQL, without that language's frame. */
export function refusedAsApi(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw asApiError(error);
  }
}

type Asker = Pick<Call, "caller" | "workspace">;

/** Refuses what the caller may not see, where it is asked for by its name. */
export function requireSeen({ caller, workspace }: Asker, object: Securable): void {
  refusedAsApi(() => workspace.rights.requireSeen(caller.userName, object));
}

/** What lists leave out for the caller. */
export function isSeen({ caller, workspace }: Asker, object: Securable): boolean {
  return workspace.rights.sees(caller.userName, object);
}
