import type { RunAs } from "./definition";
import type { AlertRow } from "./tables/alert-configurations";

/** Whose permissions the query runs with: a user by e-mail address, else a service principal by application id. */
export function runAs(row: Pick<AlertRow, "run_as">): RunAs | undefined {
  const name = row.run_as?.trim() ?? "";
  if (name === "") {
    return undefined;
  }
  return name.includes("@") ? { userName: name } : { servicePrincipalName: name };
}
