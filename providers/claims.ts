import { claimsOf } from "../alerting/which-alert";
import type { Workspace } from "./workspace";

/**
 * Row → id of its alert, of all rows. In a run of some targets the engine asks about no other alert, and so the table is
 * asked which rows name which.
 */
export async function allClaims(workspace: Workspace): Promise<ReadonlyMap<string, string>> {
  const { claims, knowsAllClaims } = workspace;
  return knowsAllClaims ? claims : new Map([...claimsOf(await workspace.namedByTable.get()), ...claims]);
}

/** The other row whose alert this is: a deletion must leave it to that. A row that is itself about to lose its alert is none. */
export async function otherOwner(
  id: string,
  alertId: string,
  workspace: Workspace,
): Promise<string | undefined> {
  const { claims, knowsAllClaims, deleting, settings } = workspace;
  if (deleting.isNamed(id)) return undefined;

  const rows = knowsAllClaims ? [] : await workspace.namedByTable.get();
  const declared = rows.filter(({ isEnabled }) => isEnabled || !settings.deleteDisabled);
  const owners = new Map([...claimsOf(declared), ...claims]);
  return [...owners].find(([row, claimed]) => row !== alertId && claimed === id)?.[0];
}
