import type { RunAs } from "../../alerting/definition";
import type { PlannedAlert } from "../../alerting/planned-alert";
import { nextRuns } from "../../alerting/quartz/runs";
import { claimsOf, whichAlerts } from "../../alerting/which-alert";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { isKnown, ownName } from "../../databricks/directory";
import type { RestClient } from "../../databricks/rest-client";
import { shownText, someOf } from "../../messages/words";
import type { Settings } from "../../settings/settings";
import type { Finding } from "../finding";

/**
 * Who deploys may let an alert run as themselves, or as a service principal that they may use; whether they may use it is
 * not to be asked.
 *
 * @see https://docs.databricks.com/api/workspace/alertsv2/createalert
 */
export async function runAsFindings(alerts: readonly PlannedAlert[], rest: RestClient): Promise<Finding[]> {
  const me = await ownName(rest);
  const faults = new Map<string, Promise<Omit<Finding, "alertId"> | undefined>>();
  const found = alerts.map(async ({ alertId, definition: { runAs } }): Promise<Finding[]> => {
    if (runAs === undefined) return [];
    const key = JSON.stringify(runAs);
    const asking = faults.get(key) ?? faultOf(runAs, me, rest);
    faults.set(key, asking);
    const fault = await asking;
    return fault === undefined ? [] : [{ ...fault, alertId }];
  });
  return (await Promise.all(found)).flat();
}

async function faultOf(
  runAs: RunAs,
  me: string,
  rest: RestClient,
): Promise<Omit<Finding, "alertId"> | undefined> {
  const name = "userName" in runAs ? runAs.userName : runAs.servicePrincipalName;
  if (name.toLowerCase() === me.toLowerCase()) return undefined;
  const fault = { severity: "error", column: "run_as" } as const;
  if (!(await isKnown(rest, runAs))) {
    const what = "userName" in runAs ? "user" : "service principal";
    return {
      ...fault,
      rule: "run-as/unknown",
      message: `The workspace knows no ${what} ${shownText(name)}.`,
      fix: "Set run_as to a user name or to a service principal's application id, or clear it.",
    };
  }
  if (!("userName" in runAs)) return undefined;
  return {
    ...fault,
    rule: "run-as/other-user",
    message: `The alert is to run as ${shownText(name)}, and ${shownText(me)} deploys: a user may be named by themselves only.`,
    fix: "Name a service principal in run_as, or deploy as that user.",
  };
}

const SHOWN_RUNS = 3;

/** Row → its next three runs; not of a paused alert, nor of a schedule that cannot be forecast. */
export function nextRunsOf(alerts: readonly PlannedAlert[], now: Date): Map<string, readonly string[]> {
  const runs = alerts.flatMap(({ alertId, definition: { schedule } }) => {
    if (schedule.pauseStatus === "PAUSED") return [];
    const next = nextRuns(schedule.quartzCronSchedule, schedule.timezoneId, now, SHOWN_RUNS);
    return next === undefined ? [] : [[alertId, next.map((run) => run.toISOString())] as const];
  });
  return new Map(runs);
}

/** Alerts that are switched on and will never run again: their schedule names a year that is over. */
export function scheduleFindings(runs: ReadonlyMap<string, readonly string[]>): Finding[] {
  return [...runs]
    .filter(([, next]) => next.length === 0)
    .map(([alertId]) => ({
      rule: "schedule/over",
      severity: "warning",
      alertId,
      column: "schedule_cron",
      message: "The schedule has no run left.",
      fix: "Take the year out of schedule_cron, or pause the alert.",
    }));
}

/** The ids of the destinations that an alert tells. */
export function destinationIdsOf({ definition }: Pick<PlannedAlert, "definition">): string[] {
  return definition.evaluation.notification.subscriptions.flatMap((subscription) =>
    "destinationId" in subscription ? [subscription.destinationId] : [],
  );
}

/** Destinations that the workspace does not have: it takes an alert with such a one, and tells nobody. */
export function subscriptionFindings(alert: PlannedAlert, known: ReadonlySet<string>): Finding[] {
  return destinationIdsOf(alert)
    .filter((id) => !known.has(id))
    .map((id) => ({
      rule: "subscription/unknown",
      severity: "error",
      alertId: alert.alertId,
      column: "notification_channels",
      about: id,
      message: `The workspace has no notification destination ${shownText(id)}.`,
      fix: "Set databricks_destination_id in notification_destinations to the id of one that exists.",
    }));
}

/** What a workspace holds at most, its trash included. */
export const ALERT_QUOTA = 1000;

/**
 * The workspace has no room for some of the alerts that are made: those of rows that mean none yet, and those that move into
 * another folder, whose old one goes at the end. Told once. What its trash holds and its listing leaves out is not known.
 *
 * @param adoptForeign an alert stays in the folder where it is
 */
export function quotaFindings(
  alerts: readonly PlannedAlert[],
  remote: readonly RemoteAlert[],
  { adoptForeign }: Pick<Settings, "adoptForeign">,
): Finding[] {
  const active = remote.filter(({ lifecycleState }) => lifecycleState === "ACTIVE");
  // A stack's alerts are to lie in one folder.
  const parentPath = alerts[0]?.definition.parentPath ?? "";
  const claims = claimsOf(alerts);
  const meant = whichAlerts(active, { parentPath, adoptForeign, adoptAlerts: [], claims });
  const added = alerts.filter(({ alertId, definition: { displayName } }) => {
    const { candidates } = meant({ alertId, displayName });
    return !candidates.some(({ definition }) => adoptForeign || definition.parentPath === parentPath);
  });
  const room = Math.max(0, ALERT_QUOTA - remote.length);
  const trashed = remote.filter(({ lifecycleState }) => lifecycleState === "DELETED").length;
  const trash = trashed > 0 ? `, ${trashed} of them in the trash` : "";
  const beyond = added.slice(room).map(({ alertId }) => alertId);
  const [first] = beyond;
  if (first === undefined) return [];
  return [
    {
      rule: "quota/full",
      severity: "error",
      alertId: first,
      message:
        `The workspace holds ${remote.length} of ${ALERT_QUOTA} alerts${trash}: there is room for ${room} of ${added.length} new ones, ` +
        `and none for ${someOf(beyond)}.`,
      fix: "Purge alerts in the trash, delete alerts that nobody needs, or have the quota raised.",
    },
  ];
}
