import { counted, shownUpTo } from "../../messages/words";
import type { AlertReview, FindingReview } from "../report/alert-review";
import { counts } from "../report/verdict";
import { fieldWords } from "../../alerting/definition-fields";
import { alertRouteWords } from "../words/route-words";
import { changeWords, fieldValueWords } from "../words/change-words";
import {
  driftWords,
  writtenCondition,
  writtenNotifies,
  writtenQuery,
  writtenSchedule,
  writtenSubject,
} from "../words/written";
import { nextRunsWords } from "../words/figures";
import { type DiffLine, queryDiff } from "../words/query-diff";
import { changed, changedPart } from "./alert-row";
import { evidenceLines } from "./evidence-lines";
import { code, htmlText, inline, longestRun, prose } from "./inline";

/** `~~Every 4 hours~~ **Every hour** America/Los_Angeles · next Mon 23 Nov 10:00 … · ~~180~~ **720** runs a month`. */
function scheduleLine(alert: AlertReview): string {
  const { before, after } = writtenSchedule(alert, "nextRuns");
  const part = (name: "words" | "timeZone") =>
    changedPart(writtenSchedule(alert, name), (side) => inline(side[name]));
  const runs = changed({ before: perMonth(before), after: perMonth(after) });
  const next = nextRunsWords(after?.nextRuns ?? []);
  return [
    `${part("words")} ${part("timeZone")}`,
    changedPart(writtenSchedule(alert, "isPaused"), ({ isPaused }) =>
      isPaused ? "paused" : "running",
    ).replace(/^running$/, ""),
    next === "" ? "" : `next ${next}`,
    runs === "" || runs === "0" ? "" : `${runs} ${after?.runsPerMonth === 1 ? "run" : "runs"} a month`,
  ]
    .filter((part) => part.trim() !== "")
    .join(" · ");
}

function perMonth(schedule: AlertReview["schedule"]["after"]): string | undefined {
  return schedule?.runsPerMonth?.toLocaleString("en");
}

/** The query's diff; of a new alert the whole query. Where only blanks differ there is nothing to show. */
function queryLines(alert: AlertReview): string[] {
  const { change } = alert;
  const { before, after } = writtenQuery(alert) ?? {};
  if (after === undefined || (change !== "added" && change !== "changed")) return [];
  const groups = queryDiff(before ?? "", after);
  const changes = groups.flat().filter(({ sign }) => sign !== " ").length;
  if (changes === 0)
    return before === undefined || before === after ? [] : ["**Query** only its blanks changed"];
  const title = before === undefined ? "" : ` ${counted(changes, "line")} changed`;
  return [`**Query**${title}`, diffBlock(groups).join("\n")];
}

const MAX_LINE = 400;
const MAX_LINES = 60;

/** Groups of lines as a fenced diff; the fence is longer than any that the lines hold. */
function diffBlock(groups: readonly (readonly DiffLine[])[]): string[] {
  const lines = groups.flatMap((group, index) => [
    ...(index > 0 ? ["  …"] : []),
    ...group.map(({ sign, text }) => `${sign} ${shownUpTo(text, MAX_LINE)}`),
  ]);
  const shown = lines.slice(0, MAX_LINES);
  const rest = lines.length - shown.length;
  const fence = "`".repeat(Math.max(3, longestRun(shown.join("\n")) + 1));
  return [`${fence}diff`, ...shown, ...(rest > 0 ? [`  … ${rest} more lines`] : []), fence];
}

export const SIGNS = { error: "🛑", warning: "⚠️", info: "ℹ️" } as const;

/** New findings each with what to do, infos without; waived ones by name, older ones as a number. */
function findingLines({ findings }: AlertReview): string[] {
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

interface SectionOptions {
  /** Open, as the reader need not do it. */
  readonly isOpen: boolean;
  /** Without the query and the replay. */
  readonly isShort: boolean;
}

/** All that there is to say of one alert, to be folded out. */
export function alertSection(alert: AlertReview, { isOpen, isShort }: SectionOptions): string {
  const { alertId } = alert;
  const words = changeWords(alert);
  const title = `<b>${htmlText(alertId)}</b>${words === "" ? "" : ` — ${htmlText(words)}`}`;
  const recipients = changedPart(writtenNotifies(alert), (who) =>
    who.length === 0 ? "nobody" : who.map(inline).join(", "),
  );
  const parts = [
    alert.change === "unreadable" || alert.change === "drifted"
      ? ""
      : paragraph([
          ["Condition", conditionLine(alert)],
          ["Schedule", scheduleLine(alert)],
          ["Notifies", `${recipients}${subjectText(writtenSubject(alert))}`],
          ["Who hears", alertRouteWords(alert, inline)],
          ["Other", otherFields(alert)],
          ["From", alert.pack === undefined ? "" : packText(alert.pack)],
          ["Changed by", alert.changedBy === undefined ? "" : prose(alert.changedBy)],
        ]),
    ...(isShort ? [] : queryLines(alert)),
    ...evidenceLines(alert, isShort),
    ...driftLines(alert),
    ...findingLines(alert),
  ];
  const body = parts.filter((part) => part !== "").join("\n\n");
  return `<details${isOpen ? " open" : ""}><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function packText({
  name,
  version,
  place: { file, line },
  because = {},
}: NonNullable<AlertReview["pack"]>): string {
  const own = Object.entries(because).map(
    ([key, reason]) => ` · ${inline(key)} is this stack's own: ${prose(reason)}`,
  );
  return `pack ${inline(name)} ${inline(version)} · ${code(`${file}:${line}`)}${own.join("")}`;
}

/** One line for each; GitHub keeps a break that ends in two blanks. */
function paragraph(lines: readonly (readonly [string, string])[]): string {
  return lines
    .filter(([, text]) => text !== "")
    .map(([name, text]) => `**${name}** ${text}`)
    .join("  \n");
}

function conditionLine(alert: AlertReview): string {
  const part = (name: "subject" | "phrase" | "threshold" | "often" | "ifEmpty") =>
    changedPart(writtenCondition(alert, name), (side) => {
      const text = side[name];
      return text === undefined ? undefined : inline(text);
    });
  return [
    ...(["subject", "phrase", "threshold", "often"] as const).map(part),
    `· no rows: ${part("ifEmpty")}`,
    ...(writtenCondition(alert, "besides").after?.besides ?? []).map((text) => `· ${inline(text)}`),
  ]
    .filter((text) => text !== "")
    .join(" ");
}

function subjectText(subject: AlertReview["subject"]): string {
  return subject.before === undefined && subject.after === undefined
    ? ""
    : ` · subject ${changed({ before: subject.before && inline(subject.before), after: inline(subject.after ?? "") })}`;
}

const TOLD_ELSEWHERE =
  /^(queryText|evaluation\.(source|comparisonOperator|threshold|emptyResultState|notification\.subscriptions)|schedule\..*|customSummary)$/;

/** What changes and stands in no line of its own. */
function otherFields({ fields }: AlertReview): string {
  return fields
    .filter(({ field }) => !TOLD_ELSEWHERE.test(field))
    .map(
      ({ field, before, after }) =>
        `${inline(fieldWords(field))}: ${changed({ before: inline(fieldValueWords(before)), after: inline(fieldValueWords(after)) })}`,
    )
    .join("; ");
}

function driftLines({ drift, isBaseUnknown, change }: AlertReview): string[] {
  const lines = drift.map((one) => `- ${driftWords(one, inline)}`);
  if (lines.length > 0)
    return [`**Drift**, changed in the workspace since it was deployed\n\n${lines.join("\n")}`];
  if (isBaseUnknown) {
    return [
      "**Drift** is not known: what was last deployed can no longer be told, so some of the above may be it.",
    ];
  }
  return change === "changed" ? ["**Drift** none"] : [];
}
