import { groupBy } from "../messages/group-by";
import { shownText, shownValue } from "../messages/words";
import type { AdoptedAlert } from "../settings/setting-forms";
import type { AlertDefinition } from "./definition";

/** An alert in the workspace, as far as it matters for whose it is. */
export interface ActiveAlert {
  readonly id: string;
  readonly definition: Pick<AlertDefinition, "displayName" | "parentPath">;
  /** Who made it. */
  readonly ownerUserName?: string;
}

/** What a row says of its alert. */
export interface RowsAlert {
  readonly alertId: string;
  /** The name that its alert should have. */
  readonly displayName: string;
}

/**
 * The alert that a row names, typed or as the table has it. The earlier framework leaves the id of a deleted alert in its row: a
 * disabled one must not bring it back.
 */
export function namedAlert(row: {
  readonly databricks_alert_id?: unknown;
  readonly is_enabled?: unknown;
  readonly last_sync_status?: unknown;
}): string | undefined {
  const { databricks_alert_id: id, is_enabled: isEnabled, last_sync_status: status } = row;
  const isDisabled = isEnabled === false || isEnabled === null;
  const isDeleted = isDisabled && typeof status === "string" && status.trim() === "DELETED";
  return isDeleted || typeof id !== "string" ? undefined : id.trim() || undefined;
}

/** Row → the alert that it says it has. */
export function claimsOf(
  rows: readonly { readonly alertId: string; readonly databricksAlertId?: string | undefined }[],
): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap(({ alertId, databricksAlertId: id }) => (id === undefined ? [] : [[alertId, id] as const])),
  );
}

export interface Ownership {
  /** The alerts' folder. */
  readonly parentPath: string;
  /** Whether an alert that a row names is its own even outside the folder. */
  readonly adoptForeign: boolean;
  /** Alerts that their rows may take over whatever they are called. */
  readonly adoptAlerts: readonly AdoptedAlert[];
  /** Row → the alert that the stack's state has for it, which is its own whatever the row says. @default none is known */
  readonly deployed?: ReadonlyMap<string, { readonly id: string }> | undefined;
  /** Whether the row is believed that the alert which it names is its own, wherever that lives and whatever it is called. */
  readonly isBelieved?: (alertId: string) => boolean;
  /** Whether this stack deployed the alert before, for a row that it may be this row's now. @default nobody knows of it */
  readonly wasDeployed?: (alert: ActiveAlert, alertId: string) => boolean;
  /** Row → id of the alert that is its own: as the row names it, or as this run knows it. */
  readonly claims: ReadonlyMap<string, string>;
  /** Ids that are nobody's: this run deleted them, or is about to. */
  readonly released?: ReadonlySet<string>;
}

export interface Meant<Alert> {
  /** The alert that the row means; neither this nor a fault: there is none yet. */
  readonly alert?: Alert;
  /** Why nobody can tell, or may not take it: to follow the row's name. */
  readonly fault?: string;
  /** The one that the row names, if that is nobody else's. */
  readonly named?: Alert;
  /** All that could be meant, the one that the row names first. */
  readonly candidates: readonly Alert[];
}

/**
 * Which alert a row means: the one that the state has for it, else the one that it names, else the one of its name in the folder.
 * Never one that is another row's. That a row names an alert gives it no right to that: whoever may write the row may write any
 * id. So the alert has the row's name, too, or was deployed by this stack, or the settings say that this row may have this alert.
 * Deployment, preview, review and the commands ask here and nowhere else.
 */
export function whichAlerts<Alert extends ActiveAlert>(
  active: readonly Alert[],
  ownership: Ownership,
): (row: RowsAlert) => Meant<Alert> {
  const { parentPath, claims, deployed, released = new Set() } = ownership;
  const { byId, byName } = indexOf(active);
  // Most rows of a first run meet no alert at all.
  let owners: ReadonlyMap<string, readonly string[]> | undefined;
  return (row) => {
    const { alertId, displayName } = row;
    const own = byId.get(deployed?.get(alertId)?.id ?? "");
    if (own) return { alert: own, candidates: [own] };
    const isFree = ({ id }: Alert) =>
      !released.has(id) && ((owners ??= ownersOf(claims)).get(id) ?? []).every((owner) => owner === alertId);
    const found = byId.get(claims.get(alertId) ?? "");
    const named = found && isFree(found) ? found : undefined;
    const alike = (byName.get(displayName) ?? []).filter(
      (alert) => alert !== named && alert.definition.parentPath === parentPath && isFree(alert),
    );
    const candidates = [...(named ? [named] : []), ...alike];
    const known = { candidates, ...(named && { named }) };
    const fault = whyNot(row, known, ownership);
    if (fault !== undefined) return { ...known, fault };
    const [alert] = candidates;
    return alert === undefined ? known : { ...known, alert };
  };
}

/** Alert → the rows whose it is. */
function ownersOf(claims: Ownership["claims"]): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, string[]>();
  for (const [owner, id] of claims) owners.set(id, [...(owners.get(id) ?? []), owner]);
  return owners;
}

/** Why nobody can tell which of the candidates is the row's, or why that may not have the first. */
function whyNot(
  row: RowsAlert,
  { named, candidates }: Meant<ActiveAlert>,
  { parentPath, adoptForeign, adoptAlerts, isBelieved, wasDeployed }: Ownership,
): string | undefined {
  const { alertId, displayName } = row;
  if (named && isBelieved?.(alertId) === true) return undefined;
  if (named && named.definition.parentPath !== parentPath && !adoptForeign)
    return foreignFault(named, parentPath);

  const mayHave = (one: ActiveAlert) =>
    one.definition.displayName === displayName ||
    adoptAlerts.some((said) => said.alertId === alertId && said.databricksAlertId === one.id) ||
    wasDeployed?.(one, alertId) === true;
  if (named && !mayHave(named)) return strangersFault(named, row);
  // Of two of its name, the row says which.
  const isDoubtful = candidates.length > 1 && named?.definition.displayName !== displayName;
  return isDoubtful ? ambiguousFault(candidates, parentPath) : undefined;
}

function foreignFault({ id, definition }: ActiveAlert, parentPath: string): string {
  return (
    `names alert ${id}, which lives in ${definition.parentPath}, outside ${parentPath}. ` +
    "Set adoptForeign to true to manage it where it is, set parentPath to its folder, " +
    "or clear the row's databricks_alert_id to have a new alert."
  );
}

function strangersFault(
  { id, definition, ownerUserName }: ActiveAlert,
  { alertId, displayName }: RowsAlert,
): string {
  const owner = ownerUserName === undefined ? "" : ` of ${shownText(ownerUserName)}`;
  return (
    `names alert ${id} ${shownValue(definition.displayName)}${owner}, which is not called ${shownValue(displayName)} and which ` +
    "this stack did not deploy, as far as its state says. If the row is to take it over: give both the same name, in the row " +
    `(severity and alert_name) or at the alert, or add ${shownText(alertId)}=${id} to the setting adoptAlerts. ` +
    "Else clear the row's databricks_alert_id to have a new alert."
  );
}

function ambiguousFault(candidates: readonly ActiveAlert[], parentPath: string): string {
  const alerts = candidates.map(({ id, definition }) => `${id} ("${definition.displayName}")`);
  return (
    `could mean alerts ${alerts.join(" and ")}, both active in ${parentPath}. ` +
    "Delete the one that is not wanted, or set the row's databricks_alert_id to the right one and rename the other."
  );
}

interface Index<Alert> {
  readonly byId: ReadonlyMap<string, Alert>;
  readonly byName: ReadonlyMap<string, readonly Alert[]>;
}

/** One listing is asked for each of hundreds of rows. */
const indexes = new WeakMap<readonly ActiveAlert[], Index<ActiveAlert>>();

function indexOf<Alert extends ActiveAlert>(active: readonly Alert[]): Index<Alert> {
  const known = indexes.get(active);
  if (known) return known as Index<Alert>; // made of these very alerts

  const byName = groupBy(active, ({ definition }) => definition.displayName);
  const index = { byId: new Map(active.map((alert) => [alert.id, alert])), byName };
  indexes.set(active, index);
  return index;
}
