import type { Channels } from "../../alerting/channels";
import { channelSubscription } from "../../alerting/fields/notification";
import type { PlannedAlert } from "../../alerting/planned-alert";
import { SEVERITIES } from "../../alerting/tables/allowed-values";
import type { DestinationRow } from "../../alerting/tables/notification-destinations";
import { shownText } from "../../messages/words";
import type { Settings } from "../../settings/settings";

type Severity = (typeof SEVERITIES)[number];

/** Somebody who is told, and of what. */
export interface Route {
  /** A channel, or an address; left out for alerts that tell nobody. */
  readonly name?: string;
  /** `SLACK`, `e-mail address`. */
  readonly kind: string;
  /** Why nobody hears of it that way. */
  readonly silent?: string;
  readonly lastTestedAt?: string;
  readonly lastTestStatus?: string;
  /** Ids of rows. */
  readonly alerts: Readonly<Partial<Record<Severity, readonly string[]>>>;
}

/** Channels first, also those that no alert names; then addresses; then what nobody hears of. */
export function routesOf(
  alerts: readonly PlannedAlert[],
  channels: Channels,
  settings: Pick<Settings, "defaultEmail">,
): Route[] {
  const named = new Map<string, PlannedAlert[]>([...channels.byId.keys()].map((name) => [name, []]));
  for (const alert of alerts) {
    for (const name of new Set(alert.row.notification_channels.map((channel) => channel.trim())))
      if (name !== "") named.set(name, [...(named.get(name) ?? []), alert]);
  }
  const nobody = alerts.filter(
    ({ definition }) => definition.evaluation.notification.subscriptions.length === 0,
  );
  const routes = [...named].map(([name, own]): Route => {
    const row = channels.byId.get(name);
    const silent = row && silence(row, channels, settings);
    return {
      name,
      kind: row?.destination_type ?? "e-mail address",
      ...(silent !== undefined && { silent }),
      ...(row && typeof row.last_tested_at === "string" && { lastTestedAt: row.last_tested_at }),
      ...(row && row.last_test_status !== null && { lastTestStatus: row.last_test_status }),
      alerts: bySeverity(own),
    };
  });
  return [...routes, ...(nobody.length > 0 ? [{ kind: "nobody", alerts: bySeverity(nobody) }] : [])];
}

function silence(row: DestinationRow, channels: Channels, settings: Pick<Settings, "defaultEmail">) {
  if (!row.is_enabled) return "is disabled";
  const isTold = channelSubscription(row.destination_id, channels, settings) !== undefined;
  return isTold ? undefined : "has no databricks_destination_id";
}

function bySeverity(alerts: readonly PlannedAlert[]): Route["alerts"] {
  return Object.fromEntries(
    SEVERITIES.flatMap((severity) => {
      const ids = alerts.filter(({ row }) => row.severity === severity).map(({ alertId }) => alertId);
      return ids.length === 0 ? [] : [[severity, ids]];
    }),
  );
}

/** For people: who, then a line for each severity. */
export function describeRoutes(routes: readonly Route[]): string {
  const width = Math.max(...SEVERITIES.map((severity) => severity.length));
  return routes
    .flatMap((route) => {
      const lines = SEVERITIES.flatMap((severity) => {
        const ids = route.alerts[severity];
        return ids === undefined ? [] : [`  ${severity.padEnd(width)}  ${ids.map(shownText).join(", ")}`];
      });
      return [headOf(route), ...(lines.length > 0 ? lines : ["  no alert"])];
    })
    .join("\n");
}

function headOf({ name, kind, silent, lastTestedAt, lastTestStatus }: Route): string {
  if (name === undefined) return "nobody";
  const tested =
    lastTestedAt === undefined
      ? "never tested"
      : `tested ${lastTestedAt.slice(0, 16).replace("T", " ")} UTC: ${lastTestStatus ?? "?"}`;
  const notes =
    kind === "e-mail address" ? [kind] : [kind, ...(silent === undefined ? [] : [silent]), tested];
  return `${shownText(name)} (${notes.join("; ")})`;
}
