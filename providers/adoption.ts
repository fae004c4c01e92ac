import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { fieldValue } from "../alerting/definition-fields";
import { unlikeFields } from "../alerting/same-meaning";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { type ActiveAlert, whichAlerts } from "../alerting/which-alert";
import { activeAlerts, type AlertsApi } from "../databricks/alerts-api";
import { type ApiError, isUnseen } from "../databricks/api-error";
import type { RemoteAlert } from "../databricks/remote-alert";
import { ExpectedError } from "../messages/expected-error";
import { shownText, shownUpTo, shownValue } from "../messages/words";
import type { AlertInputs } from "./alert-state";
import { AskedOnce } from "./asked-once";
import { allClaims } from "./claims";
import type { Workspace } from "./workspace";

/** The workspace's active alerts, listed once for all that a run makes. */
export class AlertListing {
  readonly #listed = new AskedOnce(() => this.fresh());
  readonly #alerts: AlertsApi;

  constructor(alerts: AlertsApi) {
    this.#alerts = alerts;
  }

  /** As the workspace was when the first check of something new looked; a failed listing is tried again. */
  current(): Promise<readonly RemoteAlert[]> {
    return this.#listed.get();
  }

  /** As it is now: after an answer was lost, or a name was taken. */
  fresh(): Promise<readonly RemoteAlert[]> {
    return activeAlerts(this.#alerts);
  }
}

/** So much is shown of each value of a field. */
const MOST_SHOWN = 60;

export class AdoptionError extends ExpectedError {
  override readonly name = "AdoptionError";
}

/**
 * The alert that a row without one in the state means, and that the workspace has already.
 *
 * @throws AdoptionError where nobody can tell, or it may not be taken
 */
export async function existingAlert(
  { alertId, displayName, parentPath }: Pick<AlertInputs, "alertId" | "displayName" | "parentPath">,
  workspace: Workspace,
  listed?: readonly RemoteAlert[],
): Promise<RemoteAlert | undefined> {
  const { settings, released, lastRun } = workspace;
  const claims = await allClaims(workspace);
  const active = listed ?? (await workspace.listing.current());
  const missed = await unlisted(alertId, claims.get(alertId), active, workspace);
  const { adoptForeign, adoptAlerts } = settings;
  const all = [...active, ...missed];
  const meant = whichAlerts(all, {
    parentPath,
    adoptForeign,
    adoptAlerts,
    claims,
    released,
    wasDeployed: (alert, row) => lastRun.had(alert, row) && isOnlyOfItsName(alert, all),
  });
  const { alert, fault } = meant({ alertId, displayName });
  if (fault !== undefined) throw new AdoptionError(`${ALERT_CONFIGURATIONS.name} row ${alertId} ${fault}`);

  return alert;
}

/** Two of one name in one folder: the state does not say which of them the stack had. */
function isOnlyOfItsName(
  { id, definition: { displayName, parentPath } }: ActiveAlert,
  all: readonly RemoteAlert[],
) {
  return all.every(
    (other) =>
      other.id === id ||
      other.definition.displayName !== displayName ||
      other.definition.parentPath !== parentPath,
  );
}

/** The alert that the row names and the listing does not: a listing that is not whole must not make a second one. */
async function unlisted(
  alertId: string,
  named: string | undefined,
  listed: readonly RemoteAlert[],
  { alerts, released }: Workspace,
): Promise<RemoteAlert[]> {
  if (named === undefined || released.has(named) || listed.some(({ id }) => id === named)) return [];

  const remote = await alerts.get(named).catch((error: unknown) => {
    throw isUnseen(error) ? new AdoptionError(unseenSentence(alertId, named, error)) : error;
  });
  return remote?.lifecycleState === "ACTIVE" ? [remote] : [];
}

function unseenSentence(alertId: string, named: string, { status, errorCode = "" }: ApiError): string {
  return (
    `${ALERT_CONFIGURATIONS.name} row ${alertId} names alert ${shownText(named)}, which the workspace does not show ` +
    `(${`${status} ${errorCode}`.trimEnd()}). If it is the row's, let whoever deploys manage it; else clear the row's databricks_alert_id to have ` +
    "a new alert."
  );
}

/** What becomes of an alert that a row takes over: `takes over alert 2284 "…" of …: schedule.pauseStatus "PAUSED" → "UNPAUSED"`. */
export function describeTakeover(existing: RemoteAlert, inputs: AlertInputs): string {
  const { id, definition, ownerUserName } = existing;
  const shown = (value: unknown) =>
    value === undefined
      ? "none"
      : JSON.stringify(value).includes(unknownValue)
        ? "what is known after the up"
        : shownUpTo(shownValue(value), MOST_SHOWN);
  const changes = unlikeFields(definition, inputs).map(
    (field) => `${field} ${shown(fieldValue(definition, field))} → ${shown(fieldValue(inputs, field))}`,
  );
  const owner = ownerUserName === undefined ? "" : ` of ${shownUpTo(ownerUserName, MOST_SHOWN)}`;
  const alert = `takes over alert ${id} ${shownValue(definition.displayName)}${owner}`;
  const row = `${ALERT_CONFIGURATIONS.name} row ${shownText(inputs.alertId)}`;
  return `${row}: ${alert}${changes.length > 0 ? `: ${changes.join("; ")}` : " as it is"}`;
}
