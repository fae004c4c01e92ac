import type { AlertPlan } from "../../alerting/plan-alerts";
import type { PlannedAlert } from "../../alerting/planned-alert";
import { isShadow } from "../../alerting/fields/name";
import { covers, quietUntil, type Silence } from "../../alerting/silences/silence";
import { SEVERITIES } from "../../alerting/tables/allowed-values";
import type { TestsOfAlerts } from "../../lint/test-coverage";
import { scheduleWords } from "../../review/words/alert-words";
import { timeOf } from "../../rows/changes/change-feed";
import type { HistoryFigures } from "./read-figures";

/** Raised when a field changes its meaning or goes; a new field leaves it. */
const REPORT_VERSION = 1;

/** Why alerts tell nobody, besides that nothing is wrong. */
export interface Quiet {
  readonly how: "silence" | "row" | "shadow" | "paused";
  readonly alerts: readonly string[];
  /** Left out where it does not end by itself. */
  readonly until?: string;
  readonly reason?: string;
}

/** Who could be told, and was never tried. */
export interface UntestedChannel {
  readonly name: string;
  /** Ids of the alerts that name it. */
  readonly alerts: readonly string[];
}

/** When an alert is checked next. */
export interface NextCheck {
  readonly alertId: string;
  readonly at: string;
  readonly words: string;
}

/** What the alerts of the last days came to. Times are in UTC. */
export interface AlertReport extends HistoryFigures {
  readonly version: typeof REPORT_VERSION;
  readonly stack: string;
  readonly days: number;
  readonly from: string;
  readonly until: string;
  /** Severity → how many alerts are enabled. */
  readonly enabled: Readonly<Record<string, number>>;
  /** The next one first. */
  readonly nextChecks: readonly NextCheck[];
  readonly quiet: readonly Quiet[];
  readonly untestedAlerts: readonly Pick<PlannedAlert["row"], "alert_id" | "alert_name" | "owner">[];
  readonly untestedChannels: readonly UntestedChannel[];
}

export interface ReportParts {
  readonly stack: string;
  readonly days: number;
  readonly from: Date;
  readonly until: Date;
  readonly history: HistoryFigures;
  readonly plan: Pick<AlertPlan, "alerts" | "channels">;
  readonly silences: readonly Silence[];
  readonly tests: Pick<TestsOfAlerts, "hasTests">;
}

export function alertReport({
  history,
  plan,
  silences,
  tests,
  from,
  until,
  ...about
}: ReportParts): AlertReport {
  // What the next up adds is none of these days' alerts.
  const enabled = plan.alerts.filter(({ row, isPending }) => row.is_enabled && !isPending);
  return {
    version: REPORT_VERSION,
    ...about,
    from: from.toISOString(),
    until: until.toISOString(),
    ...history,
    enabled: Object.fromEntries(
      SEVERITIES.map((severity) => [severity, enabled.filter(({ row }) => row.severity === severity).length]),
    ),
    nextChecks: enabled
      .flatMap((alert) => nextCheck(alert, until))
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    quiet: [
      ...silences.flatMap((silence) => ofSilence(silence, enabled, until)),
      ...enabled.flatMap((alert) => ofRow(alert, until)),
    ],
    untestedAlerts: enabled
      .filter((alert) => !tests.hasTests(alert))
      .map(({ row: { alert_id, alert_name, owner } }) => ({ alert_id, alert_name, owner })),
    untestedChannels: [...plan.channels.byId.values()]
      .filter((row) => row.is_enabled && row.last_tested_at === null)
      .map(({ destination_id: name }) => ({
        name,
        alerts: enabled
          .filter(({ row }) => row.notification_channels.some((channel) => channel.trim() === name))
          .map(({ alertId }) => alertId),
      })),
  };
}

function nextCheck({ alertId, definition }: PlannedAlert, now: Date): NextCheck[] {
  const { words, timeZone, nextRuns } = scheduleWords(definition, now);
  const [at] = nextRuns;
  return at === undefined ? [] : [{ alertId, at, words: `${words} ${timeZone}` }];
}

function ofSilence(silence: Silence, alerts: readonly PlannedAlert[], now: Date): Quiet[] {
  const end = quietUntil(silence, now);
  const covered = alerts.filter(({ row }) => covers(silence, row)).map(({ alertId }) => alertId);
  return end === undefined || covered.length === 0
    ? []
    : [{ how: "silence", alerts: covered, until: end.toISOString(), reason: silence.row.reason }];
}

function ofRow({ alertId, row }: PlannedAlert, now: Date): Quiet[] {
  const alerts = [alertId];
  const [silenced, shadow] = [row.silenced_until, row.shadow_until].map(timeOf);
  return [
    ...(silenced !== undefined && silenced > now.getTime()
      ? [
          {
            how: "row",
            alerts,
            until: new Date(silenced).toISOString(),
            ...(row.silence_reason !== null && { reason: row.silence_reason }),
          } as const,
        ]
      : []),
    ...(isShadow(row)
      ? [
          {
            how: "shadow",
            alerts,
            ...(shadow !== undefined && { until: new Date(shadow).toISOString() }),
          } as const,
        ]
      : []),
    ...(row.pause_status === "PAUSED" ? [{ how: "paused", alerts } as const] : []),
  ];
}
