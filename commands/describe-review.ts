import { counted, shownText } from "../messages/words";
import { countWords } from "../review/markdown/comment-head";
import type { FindingReview } from "../review/report/alert-review";
import type { ReviewReport } from "../review/report/report";
import { counts, verdictOf } from "../review/report/verdict";
import { askedWords } from "../review/words/asked-words";
import { changeWords } from "../review/words/change-words";
import { withheldWords } from "../review/words/evaluation-words";

const MOST_ALERTS = 20;

/** For people at a terminal: the verdict, each alert with its new findings, where the report is. */
export function describeReview(report: ReviewReport, files: readonly string[]): string {
  const { sentences, counts: numbers } = verdictOf(report);
  const alerts = report.alerts.filter(({ change }) => change !== "unchanged");
  return [
    `${report.stack}: ${countWords(report)}`,
    ...sentences,
    ...[askedWords(report) ?? []].flat(),
    ...alerts
      .slice(0, MOST_ALERTS)
      .flatMap((alert) => [
        `  ${alert.change.padEnd(10)} ${shownText(alert.alertId)}  ${shownText(changeWords(alert))}`,
        ...alert.findings
          .filter(counts)
          .map(({ severity, rule, message }) => `    ${severity} ${rule}: ${shownText(message)}`),
        ...alert.findings.flatMap(waivedLine),
      ]),
    ...(alerts.length > MOST_ALERTS ? [`  and ${alerts.length - MOST_ALERTS} more`] : []),
    ...(report.destinations ?? []).map(
      ({ severity, rule, message }) => `  ${severity} ${rule}: ${shownText(message)}`,
    ),
    ...report.notChecked.map((text) => `  not checked: ${shownText(text)}`),
    ...[withheldWords(report) ?? []].flat(),
    `${counted(numbers.error, "error")}, ${counted(numbers.warning, "warning")}. ${files.join(", ")}`,
  ].join("\n");
}

function waivedLine({ rule, waived }: FindingReview): string[] {
  if (waived === undefined) return [];
  const by = waived.isNew === true ? "by this very change, " : "";
  return [`    waived ${by}until ${waived.until}: ${rule}, because ${shownText(waived.because)}`];
}
