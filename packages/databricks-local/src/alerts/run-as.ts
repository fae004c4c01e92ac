import { ApiError } from "../api-error";
import type { AlertBody } from "./alert-shape";

type RunAs = NonNullable<AlertBody["run_as"]>;

const APPLICATION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Whom the alert runs as: `run_as`, else the deprecated `run_as_user_name` ("the run as username or application ID of
 * service principal"), else its owner.
 */
export function effectiveRunAs({ run_as, run_as_user_name }: AlertBody, owner: string): RunAs {
  return run_as ?? readDeprecated(run_as_user_name ?? owner);
}

/** "Users can only set this to their own email. Service principals: requires the servicePrincipal/user role." */
export function requireRunAs(
  { user_name, service_principal_name = "" }: RunAs,
  caller: string,
  mayUse: (caller: string, servicePrincipal: string) => boolean,
): void {
  if (user_name !== undefined) {
    if (user_name === caller) return;
    throw new ApiError(
      403,
      "PERMISSION_DENIED",
      `User ${caller} can run an alert as themselves or as a service principal, not as ${user_name}`,
    );
  }
  if (service_principal_name === caller || mayUse(caller, service_principal_name)) return;
  throw new ApiError(
    403,
    "PERMISSION_DENIED",
    `User ${caller} does not have the servicePrincipal.user role on the service principal ${service_principal_name}`,
  );
}

function readDeprecated(name: string): RunAs {
  return APPLICATION_ID.test(name) ? { service_principal_name: name } : { user_name: name };
}
