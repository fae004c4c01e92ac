import { claimsOf } from "../alerting/which-alert";
import type { DestinationIdsInputs } from "./destination-ids";
import { namedAlerts, type NamedAlerts } from "./deleted-alerts";
import type { Checked } from "./resource-provider";
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
  const { claims, knowsAllClaims, deleting, settings } = workspace;
  if (deleting.isNamed(id)) return undefined;

  const rows = knowsAllClaims ? [] : await rowsOfTable(workspace);
  const declared = rows.filter(({ isEnabled }) => isEnabled || !settings.deleteDisabled);
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

/** What the program declares. */
export interface DeclaredDestinationIds extends Omit<DestinationIdsInputs, "takenOver"> {
  /** Row → the destination of its name and kind that it means. */
  readonly alike: Readonly<Record<string, string>>;
  /** Row that names another one → why it may not have that, unless this stack made it for the row. */
  readonly others: Readonly<Record<string, string>>;
}

/**
 * Which destinations are taken over, and which may not be. Only the engine knows what the last run made: that a row has an id
 * says nothing, since whoever may write the row may write any. Through the inputs, the program gets to know it at preview.
 */
export function checkClaims(
  olds: Partial<DestinationIdsInputs>,
  { alike, others, ids, written }: DeclaredDestinationIds,
): Checked<DestinationIdsInputs> {
  const isOwn = ([row, id]: readonly [string, string | undefined]) =>
    id !== undefined && Object.hasOwn(olds.ids ?? {}, row) && olds.ids?.[row] === id;
  const takenOver = Object.fromEntries(Object.entries(alike).filter((claim) => !isOwn(claim)));
  const refused = Object.entries(others).filter(([row]) => !isOwn([row, written[row]]));
  return {
    inputs: { ids, written, takenOver },
    failures: refused.map(([, reason]) => ({ property: "", reason })),
  };
}
