import type { Workspace } from "../workspace";
import { summarizeAlert } from "./alert-summary";
import { NextRuns } from "./next-runs";
import { stateBands } from "./state-bands";

const HOUR_MS = 60 * 60 * 1000;
/** Of a day: a quarter of an hour each. */
const SLOTS = 96;

const nextRuns = new NextRuns();

/** All active alerts in words, each with its states over the last hours. */
export function describeOverview({ alerts, history, clock, userName, host }: Workspace, hours: number) {
  const until = clock.now();
  const window = { from: new Date(until.getTime() - hours * HOUR_MS), until, slots: SLOTS };
  const active = alerts.list().filter(({ alert }) => alert.lifecycle_state !== "DELETED");
  return {
    ...{ userName, host, hours },
    slots: SLOTS,
    from: window.from.toISOString(),
    until: until.toISOString(),
    alerts: active.map(({ alert }) => {
      const entries = history.of(alert.id ?? "");
      return { ...summarizeAlert(alert, entries, until, nextRuns), bands: stateBands(entries, window) };
    }),
  };
}
export type Overview = ReturnType<typeof describeOverview>;
