import type { AlertReview, FindingReview } from "../report/alert-review";
import { counts } from "../report/verdict";
import { code, prose } from "./inline";

export const SIGNS = { error: "🛑", warning: "⚠️", info: "ℹ️" } as const;

/** New findings each with what to do; the others as numbers. */
export function findingLines({ findings }: AlertReview): string[] {
  const old = findings.filter(({ isNew, waived }) => !isNew && waived === undefined).length;
  const waived = findings.filter((finding) => finding.waived !== undefined).length;
  const rest = [...(old > 0 ? [`${old} older`] : []), ...(waived > 0 ? [`${waived} waived`] : [])];
  return [
    ...findings.filter(counts).map(findingText),
    ...(rest.length > 0 ? [`<sub>${rest.join(" and ")} left out</sub>`] : []),
  ];
}

function findingText({ rule, severity, column, message, fix, waiver }: FindingReview): string {
  const where = column === undefined ? "" : ` in ${code(column)}`;
  return [
    `${SIGNS[severity]} ${code(rule)}${where}: ${prose(message)}`,
    `Fix: ${prose(fix)}${waiver === undefined ? "" : ` Or waive it, in the row's tags: ${code(waiver)}`}`,
  ].join("  \n");
}
