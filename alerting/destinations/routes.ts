import type { Settings } from "../../settings/settings";
import type { Channels } from "../channels";
import { channelSubscription } from "../fields/notification";
import type { PlannedAlert } from "../planned-alert";
import { SEVERITIES } from "../tables/allowed-values";
import type { DestinationRow } from "../tables/notification-destinations";

type Severity = (typeof SEVERITIES)[number];

/** An alert, how urgent it is, and who hears of it, by whatever names they go. */
export interface RoutedAlert {
  readonly alertId: string;
  readonly severity?: string;
  readonly receivers: readonly string[];
}

interface Hearer {
  readonly name: string;
  readonly alerts: RoutedAlert[];
}

/** Who hears of which alerts, in the order in which they come. Addresses are the same in any case. */
function hearers(alerts: readonly RoutedAlert[]): ReadonlyMap<string, Hearer> {
  const found = new Map<string, Hearer>();
  for (const alert of alerts) {
    for (const name of alert.receivers) {
      const key = name.includes("@") ? name.toLowerCase() : name;
      const hearer = found.get(key) ?? { name, alerts: [] };
      if (!hearer.alerts.includes(alert)) hearer.alerts.push(alert);
      found.set(key, hearer);
    }
  }
  return found;
}

/** What changes for somebody: of which alerts they no longer hear, of which newly, and of which otherwise. */
export interface RouteChange {
  readonly receiver: string;
  /** Ids of alerts. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
  readonly severities: readonly {
    readonly before: string;
    readonly after: string;
    readonly alerts: readonly string[];
  }[];
}

/** Who hears of other alerts, or of the same as something else; those of whom nothing changes are left out. */
export function routeChanges(before: readonly RoutedAlert[], after: readonly RoutedAlert[]): RouteChange[] {
  const [was, is] = [hearers(before), hearers(after)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key) => {
    const [old, current] = [was.get(key), is.get(key)];
    const [heard, hears] = [old?.alerts ?? [], current?.alerts ?? []];
    const gone = without(heard, hears);
    const added = without(hears, heard);
    const severities = severityChanges(heard, hears);
    const receiver = current?.name ?? old?.name ?? key;
    return gone.length + added.length + severities.length === 0
      ? []
      : [{ receiver, gone, added, severities }];
  });
}

function without(alerts: readonly RoutedAlert[], others: readonly RoutedAlert[]): string[] {
  const known = new Set(others.map(({ alertId }) => alertId));
  return alerts.map(({ alertId }) => alertId).filter((alertId) => !known.has(alertId));
}

function severityChanges(
  before: readonly RoutedAlert[],
  after: readonly RoutedAlert[],
): RouteChange["severities"] {
  const found = new Map<string, { before: string; after: string; alerts: string[] }>();
  const was = new Map(before.map(({ alertId, severity }) => [alertId, severity]));
  for (const { alertId, severity } of after) {
    const old = was.get(alertId);
    if (old === undefined || severity === undefined || old === severity) continue;
    const known = found.get(`${old} ${severity}`) ?? { before: old, after: severity, alerts: [] };
    known.alerts.push(alertId);
    found.set(`${old} ${severity}`, known);
  }
  return [...found.values()];
}

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
  const named = new Map<string, readonly RoutedAlert[]>([...channels.byId.keys()].map((name) => [name, []]));
  for (const { name, alerts: own } of hearers(alerts.map(byItsRow)).values()) named.set(name, own);
  const nobody = alerts
    .filter(({ definition }) => definition.evaluation.notification.subscriptions.length === 0)
    .map(byItsRow);
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

/** As the row names them: channels that tell nobody are among them, too. */
function byItsRow({ alertId, row }: PlannedAlert): RoutedAlert {
  const receivers = row.notification_channels.map((channel) => channel.trim()).filter((name) => name !== "");
  return { alertId, severity: row.severity, receivers };
}

function silence(row: DestinationRow, channels: Channels, settings: Pick<Settings, "defaultEmail">) {
  if (!row.is_enabled) return "is disabled";
  const isTold = channelSubscription(row.destination_id, channels, settings) !== undefined;
  return isTold ? undefined : "has no databricks_destination_id";
}

function bySeverity(alerts: readonly RoutedAlert[]): Route["alerts"] {
  return Object.fromEntries(
    SEVERITIES.flatMap((severity) => {
      const ids = alerts.filter((alert) => alert.severity === severity).map(({ alertId }) => alertId);
      return ids.length === 0 ? [] : [[severity, ids]];
    }),
  );
}
