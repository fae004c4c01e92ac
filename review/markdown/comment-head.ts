import { counted } from "../../messages/words";
import { DISARMING_RULES } from "../findings/change-rules";
import type { AlertReview } from "../report/alert-review";
import type { ReviewReport } from "../report/report";
import { hasFinding, verdictOf } from "../report/verdict";
import { askedWords, valueWords } from "../words/evaluation-words";
import { routeLines } from "../words/route-words";
import { moment } from "../words/figures";
import { alertLink } from "./alert-row";
import { findingText, SIGNS } from "./alert-section";
import { code, inline, link, list, prose } from "./inline";

/** By this the comment of a stack is found again and edited. */
export function marker(stack: string): string {
  return `<!-- alerts-preview:${stack.replaceAll(/[^\w.]+/g, "-")} -->`;
}

/** What is never cut: the verdict, the counts, what cannot be read, fires, fails, is deleted or watches less. */
export function commentHead(report: ReviewReport): string {
  const { alerts, stack } = report;
  return [
    marker(stack),
    `### Alert preview · ${code(stack)} · ${countWords(report)}`,
    `> ${verdictText(report)}`,
    aboutText(report),
    ...[askedWords(report) ?? []].flat().map(prose),
    ...listed("Cannot be read", alerts, (alert) =>
      alert.change === "unreadable" ? prose(alert.reason ?? "") : undefined,
    ),
    ...listed("Deleted", alerts, (alert) => (alert.change === "deleted" ? deletedText(alert) : undefined)),
    ...listed("Watches or tells less", alerts, lessText),
    ...listed("Tells somebody new", alerts, newlyToldText),
    ...routesText(report),
    ...takenOver(report),
    ...packsText(report),
    ...listed("Waived by this very change", alerts, waivedText),
    ...listed("Fires at once", alerts, (alert) =>
      hasFinding(alert, "change/fires-at-once") ? firesText(alert) : undefined,
    ),
    ...(report.changedBy === undefined ? [] : [prose(report.changedBy)]),
  ].join("\n\n");
}

/** `1 changed, 0 added, 0 deleted, 41 unchanged`. */
export function countWords({ counts }: ReviewReport): string {
  const { changed, added, deleted, drifted, unreadable, unchanged } = counts;
  return [
    `${changed} changed, ${added} added, ${deleted} deleted`,
    ...(drifted > 0 ? [`${drifted} drifted`] : []),
    ...(unreadable > 0 ? [`${unreadable} unreadable`] : []),
    `${unchanged} unchanged`,
  ].join(", ");
}

function verdictText(report: ReviewReport): string {
  const { severity, sentences, counts } = verdictOf(report);
  const numbers = `${counted(counts.error, "error")}, ${counted(counts.warning, "warning")}.`;
  const sign = severity === undefined ? "✅" : SIGNS[severity];
  const { added, changed } = report.counts;
  const calm = added + changed === 0 ? "Nothing would change." : "Nothing to worry about was found.";
  return sentences.length > 0
    ? `${sign} **${sentences.join(" ")}** ${numbers}`
    : severity === undefined
      ? `${sign} **${calm}**`
      : `${sign} ${numbers}`;
}

/** What the comment speaks for: a reader sees at once whether that is what they look at. */
function aboutText({ commit, createdAt, mode, run }: ReviewReport): string {
  const what = commit === undefined ? "" : ` for commit ${code(commit.slice(0, 12))}`;
  const how = mode === "offline" ? "offline: no workspace was asked" : "with the workspace as it was then";
  const where = run === undefined ? "" : ` · ${link("full report", run)}`;
  return `Reviewed${what} at ${moment(createdAt)}, ${how}; all times are in UTC${where}`;
}

function listed(
  title: string,
  alerts: readonly AlertReview[],
  textOf: (alert: AlertReview) => string | undefined,
): string[] {
  const lines = alerts.flatMap((alert) => {
    const text = textOf(alert);
    return text === undefined ? [] : [`${alertLink(alert)}${text === "" ? "" : `: ${text}`}`];
  });
  return lines.length === 0 ? [] : [`**${title}**\n\n${list(lines)}`];
}

/** Of several alerts at once: where one row of a destination changes, a reader need not add them up. */
function routesText(report: ReviewReport): string[] {
  const lines = routeLines(report, inline);
  return lines.length === 0 ? [] : [`**Who hears of what**\n\n${list(lines)}`];
}

function takenOver({ destinations = [] }: ReviewReport): string[] {
  return destinations.length === 0
    ? []
    : [`**Takes over destinations**\n\n${list(destinations.map(findingText))}`];
}

function packsText({ packs = [] }: ReviewReport): string[] {
  const shown = packs.filter(({ severity }) => severity !== "info");
  const rest = packs.length - shown.length;
  const kept = `${counted(rest, "cell")} that people changed ${rest === 1 ? "stays" : "stay"} as the table has ${rest === 1 ? "it" : "them"}.`;
  const lines = [...shown.map(findingText), ...(rest > 0 ? [`${SIGNS.info} ${kept}`] : [])];
  return lines.length === 0 ? [] : [`**Packs**\n\n${list(lines)}`];
}

function deletedText({ reason = "", owner, now, changedBy }: AlertReview): string {
  return [
    changedBy === undefined ? prose(reason) : `its row was ${prose(changedBy)}`,
    ...(owner === undefined ? [] : [`owner ${inline(owner)}`]),
    ...(now.before === undefined ? [] : [`now ${now.before.state}`]),
  ].join(" · ");
}

function lessText({ findings }: AlertReview): string | undefined {
  const found = findings.filter(({ rule }) => DISARMING_RULES.some((each) => each === rule));
  const signs = found.some(({ severity }) => severity === "error") ? `${SIGNS.error} ` : "";
  return found.length === 0 ? undefined : `${signs}${found.map(({ message }) => prose(message)).join(" ")}`;
}

function newlyToldText({ findings }: AlertReview): string | undefined {
  const found = findings.filter(({ rule, severity }) => rule === "change/tells-more" && severity !== "info");
  return found.length === 0 ? undefined : found.map(({ message }) => prose(message)).join(" ");
}

/** Who changes the alert has decided, too, what its reviewer is spared of. */
function waivedText({ findings }: AlertReview): string | undefined {
  const found = findings.filter(({ waived }) => waived?.isNew === true);
  return found.length === 0
    ? undefined
    : found
        .map(
          ({ rule, message, waived }) =>
            `${code(rule)} ${prose(message)} Until ${prose(waived?.until ?? "")}, because ${prose(waived?.because ?? "")}`,
        )
        .join(" · ");
}

function firesText({ now: { after }, notifies }: AlertReview): string {
  const value = after && valueWords(after);
  const recipients = notifies.after ?? [];
  return [
    ...(value === undefined ? [] : [inline(value)]),
    recipients.length === 0 ? "notifies nobody" : `notifies ${recipients.slice(0, 5).map(inline).join(", ")}`,
  ].join(" · ");
}
