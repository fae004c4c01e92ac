import type { RunAs } from "./definition";
import type { Settings } from "./settings";
import type { AlertRow } from "./tables/alert-configurations";

/**
 * Whose permissions the query runs with: the row's before the stack's; a user by e-mail address, else a service
 * principal by application id.
 */
export function runAs(row: Pick<AlertRow, "run_as">, settings: Pick<Settings, "runAs">): RunAs | undefined {
  const name = row.run_as?.trim() || settings.runAs;
  if (name === undefined) {
    return undefined;
  }
  return name.includes("@") ? { userName: name } : { servicePrincipalName: name };
}
