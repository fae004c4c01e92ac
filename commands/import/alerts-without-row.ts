import { displayName } from "../../alerting/fields/name";
import type { AlertCandidate } from "../../alerting/planned-alert";
import { claimsOf, whichAlerts } from "../../alerting/which-alert";
import type { RemoteAlert } from "../../databricks/remote-alert";
import type { Settings } from "../../settings/settings";

/** Which of them are wanted. @default all */
export interface Wanted {
  /** With all folders below it. */
  readonly folder?: string | undefined;
  readonly owner?: string | undefined;
}

/**
 * The alerts that no row means, nor could: one that a row names, or that is called like a row in the stack's folder, is
 * that row's to settle.
 */
export function alertsWithoutRow(
  active: readonly RemoteAlert[],
  rows: readonly Pick<AlertCandidate, "alertId" | "databricksAlertId" | "row">[],
  { parentPath, adoptAlerts }: Pick<Settings, "parentPath" | "adoptAlerts">,
): readonly RemoteAlert[] {
  const claims = claimsOf(rows);
  const meant = whichAlerts(active, { parentPath, adoptForeign: true, adoptAlerts, claims });
  const taken = new Set([
    ...claims.values(),
    ...rows.flatMap(({ alertId, row }) =>
      meant({ alertId, displayName: displayName(row) }).candidates.map(({ id }) => id),
    ),
  ]);
  return active.filter(({ id }) => !taken.has(id));
}

/** Names of people are the same in any letters. */
export function isWanted(
  { definition: { parentPath }, ownerUserName = "" }: Pick<RemoteAlert, "definition" | "ownerUserName">,
  { folder, owner }: Wanted,
): boolean {
  const isThere =
    folder === undefined || parentPath === folder || folder === "/" || parentPath.startsWith(`${folder}/`);
  return isThere && (owner === undefined || ownerUserName.toLowerCase() === owner.toLowerCase());
}
