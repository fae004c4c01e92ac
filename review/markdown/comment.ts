import { counted } from "../../messages/words";
import type { AlertReview } from "../report/alert-review";
import type { ReviewReport } from "../report/report";
import { counts, verdictOf } from "../report/verdict";
import { EPISODE_WORDS, isReplayedAlert, withheldWords } from "../words/evaluation-words";
import { rounded } from "../words/figures";
import { alertRow, TABLE_HEAD } from "./alert-row";
import { alertSection } from "./alert-section";
import { commentHead } from "./comment-head";
import { code, inline, list, prose } from "./inline";

const MOST_LISTED = 10;

/** What was left out, and what the comment is about. */
function commentFoot(report: ReviewReport): string {
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
  const notes = [...(report.alerts.some(isReplayedAlert) ? [EPISODE_WORDS] : []), ...[withheld ?? []].flat()];
  if (notes.length > 0) lists.push(`<sub>${notes.map(prose).join(" ")}</sub>`);
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

/** GitHub refuses a comment of more than 65,536 characters. */
export const MOST_CHARACTERS = 60_000;

/** The table of alerts takes at most this share of what head and foot leave. */
const TABLE_SHARE = 0.5;
/** So many alerts are folded out for the reader. */
const MOST_OPEN = 3;

const RANKS = { error: 0, warning: 1, info: 2 } as const;

/**
 * The comment of a pull request. Where it would be too long, detail goes, of the alerts with the least to worry about
 * first: their queries and replays, then all of it, then rows of the table. The head is never cut.
 */
export function comment(report: ReviewReport, limit = MOST_CHARACTERS): string {
  const [head, foot] = [commentHead(report), commentFoot(report)];
  const alerts = byRank(report.alerts).filter(({ change }) => change !== "unchanged");
  let room = limit - head.length - foot.length - 200;
  const rows = alerts.map(alertRow);
  const shownRows = takeWhileRoom(rows, room * TABLE_SHARE);
  const table = shownRows.length === 0 ? [] : [[...TABLE_HEAD, ...shownRows].join("\n")];
  room -= table.join("").length;

  const sections: string[] = [];
  let left = 0;
  for (const alert of alerts.filter(({ change }) => change !== "deleted" && change !== "unreadable")) {
    const isOpen = sections.length < MOST_OPEN;
    const fitting = [false, true]
      .map((isShort) => alertSection(alert, { isOpen, isShort }))
      .find((section) => section.length + 2 <= room);
    if (fitting === undefined) left += 1;
    else sections.push(fitting);
    room -= (fitting?.length ?? 0) + 2;
  }
  const cut = [
    ...(rows.length > shownRows.length
      ? [`${counted(rows.length - shownRows.length, "row")} of the table`]
      : []),
    ...(left > 0 ? [`detail of ${counted(left, "alert")}`] : []),
  ];
  const note = cut.length === 0 ? [] : [`_Left out for length, see the full report: ${cut.join(" and ")}._`];
  return `${[head, ...table, ...sections, ...note, foot].join("\n\n")}\n`;
}

/** The worst first; else as they were. */
function byRank(alerts: readonly AlertReview[]): AlertReview[] {
  const rank = ({ findings }: AlertReview) =>
    Math.min(3, ...findings.filter(counts).map(({ severity }) => RANKS[severity]));
  return [...alerts].sort((a, b) => rank(a) - rank(b));
}

function takeWhileRoom(lines: readonly string[], room: number): string[] {
  let used = 0;
  return lines.filter((line) => (used += line.length + 1) <= room);
}
