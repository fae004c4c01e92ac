import type { AlertDefinition } from "../../alerting/definition";
import { fieldWords } from "../../alerting/definition-fields";
import type { AlertPlan } from "../../alerting/plan-alerts";
import type { AlertCandidate } from "../../alerting/planned-alert";
import { formatCell } from "../../alerting/row-faults";
import { unlikeFields } from "../../alerting/same-meaning";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { shownText } from "../../messages/words";
import type { LegacyPair } from "./compare-legacy";

/**
 * Why rows do not tell people in the place of their legacy alerts yet, a sentence each. That a row is LIVE says what is wanted:
 * what tells people is the alert that the workspace has.
 *
 * @param active the workspace's alerts that are not in the trash
 */
export function untoldRows(
  pairs: readonly LegacyPair[],
  { rows }: Pick<AlertPlan, "rows">,
  active: readonly RemoteAlert[],
): readonly string[] {
  const candidates = new Map(rows.map((row) => [row.alertId, row]));
  const alerts = new Map(active.map((alert) => [alert.id, alert]));
  return pairs.flatMap((pair) => {
    const row = candidates.get(pair.alertId);
    const why = whyNotYet(pair) ?? whyNotWanted(row) ?? whyNotSo(pair, row, alerts);
    return why === undefined ? [] : [`${shownText(pair.alertId)} ${why}.`];
  });
}

function whyNotYet({ alertId, isShadow: isTried, databricksAlertId }: LegacyPair): string | undefined {
  if (isTried)
    return `is in SHADOW and tells nobody: \`npm run promote -- ${shownText(alertId)}\` and an up come first`;
  return databricksAlertId === undefined ? "has no alert yet: an up comes first" : undefined;
}

/** What the row does not ask for, no up brings. */
function whyNotWanted(row: AlertCandidate | undefined): string | undefined {
  const faults = row?.notes.faults ?? [];
  if (faults.length > 0)
    return `has faults (${faults.map(formatCell).join("; ")}): correct them, and an up comes first`;
  const wanted = row?.alert?.definition;
  const isEnabled = row?.row.is_enabled === true;
  const lacking = [
    { isSo: !isEnabled, what: "is disabled", todo: "set is_enabled to TRUE" },
    { isSo: isEnabled && isPaused(wanted), what: "is paused", todo: "set pause_status to UNPAUSED" },
    { isSo: isUnheard(wanted), what: "tells nobody", todo: "name somebody in notification_channels" },
  ].filter(({ isSo }) => isSo);
  return lacking.length === 0
    ? undefined
    : `${lacking.map(({ what }) => what).join(" and ")}: ${lacking.map(({ todo }) => todo).join(", ")}, and an up comes first`;
}

function isPaused(wanted: AlertDefinition | undefined): boolean {
  return wanted?.schedule.pauseStatus !== "UNPAUSED";
}

function isUnheard(wanted: AlertDefinition | undefined): boolean {
  return (wanted?.evaluation.notification.subscriptions ?? []).length === 0;
}

/** What is as such a row asks for is switched on, and has subscribers. */
function whyNotSo(
  { databricksAlertId: id = "" }: LegacyPair,
  row: AlertCandidate | undefined,
  active: ReadonlyMap<string, RemoteAlert>,
): string | undefined {
  const live = active.get(id)?.definition;
  if (live === undefined)
    return `names alert ${shownText(id)}, which is gone, in the trash, or hidden from you: a refresh and an up come first, or have CAN VIEW on it given to you`;
  const wanted = row?.alert?.definition;
  const fields = wanted === undefined ? [] : unlikeFields(live, wanted);
  // Whom an alert runs as may be filled in by the service.
  const unlike = fields.filter((field) => field !== "runAs" || wanted?.runAs !== undefined);
  return unlike.length === 0
    ? undefined
    : `has alert ${shownText(id)}, which is not what the row says (${unlike.map(fieldWords).join(", ")}): an up comes first, after a refresh where somebody changed the alert`;
}
