import { counted } from "../../messages/words";
import { EPISODE_WORDS } from "../../review/words/evaluation-words";
import { moment } from "../../review/words/figures";
import { falsePositives } from "./figure-words";
import type { AlertReport } from "./alert-report";

/** Heading, and what is to be known before all else. */
export interface ReportHead {
  readonly title: string;
  readonly sentences: readonly string[];
}

export function headOf(report: AlertReport): ReportHead {
  const { days, from, until, stack } = report;
  return {
    title: `Alerts of the last ${counted(days, "day")}, stack ${stack}`,
    sentences: [
      `From ${moment(from)} to ${moment(until)}; all times are in UTC.`,
      enabledWords(report),
      ...(report.totals.evaluations === 0 ? nothingKnown(report) : whatFired(report)),
    ],
  };
}

/** `12 alerts are enabled: 2 CRITICAL, 10 WARNING.` */
function enabledWords({ enabled, totals: { alerts } }: AlertReport): string {
  const bySeverity = Object.entries(enabled).flatMap(([severity, count]) =>
    count === 0 ? [] : [`${count} ${severity}`],
  );
  const which = bySeverity.length === 0 ? "" : `: ${bySeverity.join(", ")}`;
  return `${counted(alerts, "alert")} ${alerts === 1 ? "is" : "are"} enabled${which}.`;
}

function nothingKnown({ recorded: [history] }: AlertReport): string[] {
  const newest = history?.newest ?? null;
  return [
    "No check of these days is recorded, so that nothing is known of what fired.",
    ...(newest === null ? [] : [`The newest that is recorded is of ${moment(newest)}.`]),
    ...(history === undefined || history.note === "" ? [] : [history.note]),
  ];
}

function whatFired({ alerts, totals }: AlertReport): string[] {
  const fired = alerts.filter(({ episodes }) => episodes > 0).length;
  const open =
    totals.open_episodes === 0
      ? ""
      : `, of which ${totals.open_episodes} ${totals.open_episodes === 1 ? "goes" : "go"} on`;
  const messages =
    totals.messages === null ? "whom they told is not recorded" : counted(totals.messages, "message");
  return [
    `${counted(totals.episodes, "episode")} of ${counted(fired, "alert")}${open}; ${messages}.`,
    `False positives: ${falsePositives(totals)}.`,
    EPISODE_WORDS,
  ];
}
