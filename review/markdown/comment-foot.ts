import { counted } from "../../messages/words";
import type { ReviewReport } from "../report/report";
import { verdictOf } from "../report/verdict";
import { rounded } from "../words/duration";
import { withheldWords } from "../words/evaluation-words";
import { code, inline, prose } from "./inline";
import { list } from "./list";

const MOST_LISTED = 10;

/** What was left out, and what the comment is about. */
export function commentFoot(report: ReviewReport): string {
  const { notChecked, unclaimed } = report;
  const { oldFindings, waived } = verdictOf(report);
  const names = unclaimed.slice(0, MOST_LISTED).map(({ displayName }) => inline(displayName));
  const belong = unclaimed.length === 1 ? "belongs" : "belong";
  const lists = [
    ...(notChecked.length === 0 ? [] : [`**Not checked**\n\n${list(notChecked.map(prose), MOST_LISTED)}`]),
    ...(unclaimed.length === 0
      ? []
      : [
          `${counted(unclaimed.length, "alert")} in the folder ${belong} to no row: ` +
            `${names.join(", ")}${unclaimed.length > MOST_LISTED ? ", …" : ""}.`,
        ]),
  ];
  const old = [
    ...(oldFindings > 0 ? [`${counted(oldFindings, "older finding")}`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
  ];
  const withheld = withheldWords(report);
  if (withheld !== undefined) lists.push(`<sub>${prose(withheld)}</sub>`);
  return [...lists, `<sub>${[...provenance(report), ...old].join(" · ")}</sub>`].join("\n\n");
}

/** Which plan and table it is about. */
function provenance(report: ReviewReport): string[] {
  const { plan, table, counts, durationMs } = report;
  const alerts = counts.added + counts.changed + counts.deleted + counts.drifted + counts.unchanged;
  return [
    ...(plan === undefined ? [] : [`plan ${code(plan.sha256.slice(0, 12))}`]),
    ...(table === undefined
      ? []
      : [`${inline(table.name)}${table.version === undefined ? "" : ` version ${table.version}`}`]),
    `${counted(alerts, "alert")} in ${rounded(durationMs / 1000)} s`,
    ...(plan === undefined ? [] : ["apply with `pulumi up --plan`"]),
  ];
}
