import type { AlertPlan } from "../alerting/plan-alerts";
import type { PlannedAlert } from "../alerting/planned-alert";
import { formatCell } from "../alerting/row-faults";

/** An alert that tests can be about, and where they lie. */
export interface TestedAlert {
  readonly alert: PlannedAlert;
  /** The channels of its row, as it names them. */
  readonly channels: readonly string[];
}

/** All that tests can be about. */
export interface TestedAlerts {
  readonly byId: ReadonlyMap<string, TestedAlert>;
  /** Rows that are no alerts: `alert_id` → why. */
  readonly unreadable: ReadonlyMap<string, string>;
}

/** What plans have, by their ids: also rows that are switched off, which somebody may switch on. */
export function testedAlerts(...plans: readonly Pick<AlertPlan, "rows">[]): TestedAlerts {
  const byId = new Map<string, TestedAlert>();
  const unreadable = new Map<string, string>();
  for (const { alertId, alert, notes } of plans.flatMap(({ rows }) => rows)) {
    const [fault] = notes.faults;
    if (fault) unreadable.set(alertId, formatCell(fault));
    else if (alert) byId.set(alertId, { alert, channels: channelsOf(alert) });
  }
  return { byId, unreadable };
}

function channelsOf({ row }: PlannedAlert): readonly string[] {
  return [
    ...new Set(row.notification_channels.map((channel) => channel.trim()).filter((name) => name !== "")),
  ];
}
