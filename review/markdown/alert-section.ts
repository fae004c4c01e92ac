import type { AlertReview } from "../report/alert-review";
import { fieldValueWords } from "../words/field-value";
import { fieldWords } from "../words/field-words";
import { changeWords } from "../words/change-words";
import { changed, changedPart } from "./changed";
import { evidenceLines } from "./evidence-lines";
import { findingLines } from "./finding-lines";
import { html, inline, prose } from "./inline";
import { queryLines } from "./query-lines";
import { scheduleLine } from "./schedule-line";

export interface SectionOptions {
  /** Open, as the reader need not do it. */
  readonly isOpen: boolean;
  /** Without the query and the replay. */
  readonly isShort: boolean;
}

/** All that there is to say of one alert, to be folded out. */
export function alertSection(alert: AlertReview, { isOpen, isShort }: SectionOptions): string {
  const { alertId, condition, notifies, subject } = alert;
  const words = changeWords(alert);
  const title = `<b>${html(alertId)}</b>${words === "" ? "" : ` — ${html(words)}`}`;
  const recipients = changedPart(notifies, (who) =>
    who.length === 0 ? "nobody" : who.map(inline).join(", "),
  );
  const parts = [
    alert.change === "unreadable" || alert.change === "drifted"
      ? ""
      : paragraph([
          ["Condition", conditionLine(condition)],
          ["Schedule", scheduleLine(alert.schedule)],
          ["Notifies", `${recipients}${subjectText(subject)}`],
          ["Other", otherFields(alert)],
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

/** One line for each; GitHub keeps a break that ends in two blanks. */
function paragraph(lines: readonly (readonly [string, string])[]): string {
  return lines
    .filter(([, text]) => text !== "")
    .map(([name, text]) => `**${name}** ${text}`)
    .join("  \n");
}

function conditionLine(condition: AlertReview["condition"]): string {
  const part = (words: (side: NonNullable<typeof condition.after>) => string | undefined) =>
    changedPart(condition, (side) => {
      const text = words(side);
      return text === undefined ? undefined : inline(text);
    });
  return [
    part(({ subject }) => subject),
    part(({ phrase }) => phrase),
    part(({ threshold }) => threshold),
    `· no rows: ${part(({ ifEmpty }) => ifEmpty)}`,
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
  const lines = drift.map(({ field, deployed, live, next, overwritten }) => {
    const values = `${inline(fieldValueWords(deployed))} → ${inline(fieldValueWords(live))}`;
    const outcome = overwritten
      ? `will be overwritten with ${inline(fieldValueWords(next))}`
      : "stays until a refresh puts it back";
    return `- ${inline(fieldWords(field))}: ${values}, ${outcome}`;
  });
  if (lines.length > 0)
    return [`**Drift**, changed in the workspace since it was deployed\n\n${lines.join("\n")}`];
  if (isBaseUnknown) {
    return [
      "**Drift** is not known: what was last deployed can no longer be told, so some of the above may be it.",
    ];
  }
  return change === "changed" ? ["**Drift** none"] : [];
}
