import { counted } from "../../messages/words";
import { moment } from "../../review/words/figures";
import { falsePositives } from "./figure-words";
import type { AlertReport } from "./alert-report";

/** Heading, and what is to be known before all else. */
export interface ReportHead {
  readonly title: string;
  readonly sentences: readonly string[];
}

export function headOf(report: AlertReport): ReportHead {
  const { totals, alerts, recorded, days, from, until, stack } = report;
  const fired = alerts.filter(({ episodes }) => episodes > 0).length;
  const [history] = recorded;
  const title = `Alerts of the last ${counted(days, "day")} · ${stack}`;
  const when = `From ${moment(from)} to ${moment(until)}; all times are in UTC.`;
  if (totals.evaluations === 0) {
    const newest = history?.newest ?? null;
    const known = newest === null ? "" : ` The newest evaluation is of ${moment(newest)}.`;
    return {
      title,
      sentences: [
        when,
        `No evaluation of these days is recorded, so nothing is said of what fired.${known} ${history?.note ?? ""}`.trim(),
        `${counted(totals.alerts, "alert")} ${totals.alerts === 1 ? "is" : "are"} enabled.`,
      ],
    };
  }
  const open =
    totals.open_episodes === 0
      ? ""
      : `, of which ${totals.open_episodes} ${totals.open_episodes === 1 ? "goes" : "go"} on`;
  const messages =
    totals.messages === null ? "whom they told is not known" : counted(totals.messages, "message");
  return {
    title,
    sentences: [
      when,
      `${counted(totals.episodes, "episode")} of ${counted(fired, "alert")}${open}; ${messages}.`,
      `False positives: ${falsePositives(totals)}.`,
      "An episode is the time from a check that is TRIGGERED, after one that was not, to the next that is OK.",
    ],
  };
}
