import type { RemoteAlert } from "../databricks/alerts-api";
import type { AlertInputs } from "./alert-state";

export interface AdoptionRules {
  /** Adopt the alert that the row names even where it lives outside the configured folder. */
  readonly adoptForeign: boolean;
  /** Row → id of the alert that is its own: the row's `databricks_alert_id`, or what this run made. */
  readonly claims: ReadonlyMap<string, string>;
  /** Ids that this run deleted or let go. */
  readonly released: ReadonlySet<string>;
}

export class AdoptionError extends Error {
  override readonly name = "AdoptionError";
}

/**
 * The alert that `inputs` means and that the workspace has already: the one that the row names, else the one of
 * the same name in the same folder. Never one that is another row's; two that could be meant are an error.
 */
export function findExisting(
  inputs: AlertInputs,
  active: readonly RemoteAlert[],
  rules: AdoptionRules,
): RemoteAlert | undefined {
  const { alertId, displayName, parentPath } = inputs;
  const othersOwn = new Set([...rules.claims].filter(([row]) => row !== alertId).map(([, id]) => id));
  const available = active.filter((alert) => !othersOwn.has(alert.id) && !rules.released.has(alert.id));
  const named = available.find((alert) => alert.id === rules.claims.get(alertId));
  const alike = available.filter(
    ({ id, definition }) =>
      id !== named?.id && definition.displayName === displayName && definition.parentPath === parentPath,
  );
  if (named && named.definition.parentPath !== parentPath && !rules.adoptForeign) {
    throw new AdoptionError(
      `alert_configurations row ${alertId} names alert ${named.id}, which lives in ${named.definition.parentPath}, ` +
        `outside ${parentPath}. Set adoptForeign to true to manage it where it is, set parentPath to its folder, ` +
        `or clear the row's databricks_alert_id to have a new alert.`,
    );
  }
  const candidates = named ? [named, ...alike] : alike;
  if (candidates.length > 1) {
    const ids = candidates.map(({ id, definition }) => `${id} ("${definition.displayName}")`).join(" and ");
    throw new AdoptionError(
      `alert_configurations row ${alertId} could mean alerts ${ids}, both active in ${parentPath}. ` +
        `Delete the one that is not wanted, or set the row's databricks_alert_id to the right one and rename the other.`,
    );
  }
  return candidates[0];
}
