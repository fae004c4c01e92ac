import { namedAlert } from "../alerting/which-alert";
import { namedAlerts, type NamedAlerts } from "./vanished-alerts";
import type { Workspace } from "./workspace";

/**
 * Row → id of its alert, of all rows. In a run of some targets the engine asks about no other alert, and so the table is
 * asked which rows name which.
 */
export async function allClaims(workspace: Workspace): Promise<ReadonlyMap<string, string>> {
  const { claims, knowsAllClaims } = workspace;
  return knowsAllClaims ? claims : new Map([...claimsOf(await rowsOfTable(workspace)), ...claims]);
}

/** The other row whose alert this is: a deletion must leave it to that. A row that is itself about to lose its alert is none. */
export async function otherOwner(
  id: string,
  alertId: string,
  workspace: Workspace,
): Promise<string | undefined> {
  const { claims, knowsAllClaims, leaving, settings } = workspace;
  if (leaving.isNamed(id)) {
    return undefined;
  }
  const rows = knowsAllClaims ? [] : await rowsOfTable(workspace);
  const declared = rows.filter(({ is_enabled }) => is_enabled === true || !settings.deleteDisabled);
  const owners = new Map([...claimsOf(declared), ...claims]);
  return [...owners].find(([row, claimed]) => row !== alertId && claimed === id)?.[0];
}

/** Asked once in a run; a failed read is no empty table, and the next one asks again. */
async function rowsOfTable(workspace: Workspace): Promise<NamedAlerts> {
  workspace.namedByTable ??= namedAlerts(workspace);
  try {
    return await workspace.namedByTable;
  } catch (error) {
    workspace.namedByTable = undefined;
    throw error;
  }
}

function claimsOf(rows: NamedAlerts): [row: string, id: string][] {
  return rows.flatMap((row) => {
    const id = namedAlert(row);
    return id === undefined ? [] : [[row.alert_id, id]];
  });
}
