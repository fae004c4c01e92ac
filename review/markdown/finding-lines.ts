import type { AlertReview, FindingReview } from "../report/alert-review";
import { counts } from "../report/verdict";
import { code, prose } from "./inline";

export const SIGNS = { error: "🛑", warning: "⚠️", info: "ℹ️" } as const;

/** New findings each with what to do, infos without; waived ones by name, older ones as a number. */
export function findingLines({ findings }: AlertReview): string[] {
  const shown = findings.filter(counts);
  const old = findings.filter(({ isNew, waived }) => !isNew && waived === undefined).length;
  const waivable = shown.find(({ severity, waiver }) => waiver !== undefined && severity === "warning");
  const notes = [
    ...(waivable?.waiver === undefined
      ? []
      : [`Meant to be so? Write into the row's tags ${code(`lint: ${waivable.waiver}`)}`]),
    ...findings.flatMap(waivedText),
    ...(old > 0 ? [`${old} older left out`] : []),
  ];
  return [...shown.map(findingText), ...(notes.length > 0 ? [`<sub>${notes.join(" · ")}</sub>`] : [])];
}

/** `waived until 2026-12-31: query/star` */
function waivedText({ rule, waived }: FindingReview): string[] {
  if (waived === undefined) return [];
  const when = waived.isNew === true ? "waived by this very change, until" : "waived until";
  return [`${when} ${prose(waived.until)}: ${code(rule)}`];
}

export function findingText({ rule, severity, column, message, fix }: FindingReview): string {
  const where = column === undefined ? "" : ` in ${code(column)}`;
  const text = `${SIGNS[severity]} ${code(rule)}${where}: ${prose(message)}`;
  return severity === "info" ? text : `${text}  \nFix: ${prose(fix)}`;
}
