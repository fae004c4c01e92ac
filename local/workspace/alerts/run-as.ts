import { ApiError } from "../api-error";
import type { AlertBody } from "./alert-shape";

type RunAs = NonNullable<AlertBody["run_as"]>;

const APPLICATION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Whom the alert runs as: `run_as`, else the deprecated `run_as_user_name` ("the run as username or application ID of
 * service principal"), else who asks. "Users can only set this to their own email"; a service principal needs a role,
 * which everyone has here.
 */
export function effectiveRunAs({ run_as, run_as_user_name }: AlertBody, userName: string): RunAs {
  const identity = run_as ?? readDeprecated(run_as_user_name ?? userName);
  if (identity.user_name === undefined || identity.user_name === userName) return identity;
  throw new ApiError(
    403,
    "PERMISSION_DENIED",
    `User ${userName} can run an alert as themselves or as a service principal, not as ${identity.user_name}`,
  );
}

function readDeprecated(name: string): RunAs {
  return APPLICATION_ID.test(name) ? { service_principal_name: name } : { user_name: name };
}
