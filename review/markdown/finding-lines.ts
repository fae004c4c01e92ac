import type { AlertReview, FindingReview } from "../report/alert-review";
import { counts } from "../report/verdict";
import { code, prose } from "./inline";

export const SIGNS = { error: "🛑", warning: "⚠️", info: "ℹ️" } as const;

/** New findings each with what to do, infos without; the others as numbers. */
export function findingLines({ findings }: AlertReview): string[] {
  const shown = findings.filter(counts);
  const old = findings.filter(({ isNew, waived }) => !isNew && waived === undefined).length;
  const waived = findings.filter((finding) => finding.waived !== undefined).length;
  const rest = [...(old > 0 ? [`${old} older`] : []), ...(waived > 0 ? [`${waived} waived`] : [])];
  const waivable = shown.find(({ severity, waiver }) => waiver !== undefined && severity === "warning");
  const notes = [
    ...(waivable?.waiver === undefined
      ? []
      : [`Meant to be so? Write into the row's tags ${code(`lint: ${waivable.waiver}`)}`]),
    ...(rest.length > 0 ? [`${rest.join(" and ")} left out`] : []),
  ];
  return [...shown.map(findingText), ...(notes.length > 0 ? [`<sub>${notes.join(" · ")}</sub>`] : [])];
}

function findingText({ rule, severity, column, message, fix }: FindingReview): string {
  const where = column === undefined ? "" : ` in ${code(column)}`;
  const text = `${SIGNS[severity]} ${code(rule)}${where}: ${prose(message)}`;
  return severity === "info" ? text : `${text}  \nFix: ${prose(fix)}`;
}
