import type { AlertReview, ChangeKind, Sides } from "../report/alert-review";
import { isReplayed } from "../report/evidence-review";
import { changeWords } from "../words/change-words";
import { valueWords } from "../words/evaluation-words";
import { cell, inline, link } from "./inline";

/** `~~old~~ **new**`, or the one text where both sides say the same or there is one only. */
export function changed({ before, after }: Sides<string>): string {
  if (after === undefined) return before ?? "";
  return before === undefined || before === after ? after : `~~${before}~~ **${after}**`;
}

/** The same for one part of both sides. */
export function changedPart<T>({ before, after }: Sides<T>, part: (side: T) => string | undefined): string {
  return changed({ before: before && part(before), after: after && part(after) });
}

const KIND_SIGNS: Readonly<Record<ChangeKind, string>> = {
  unreadable: "🛑",
  deleted: "🗑️",
  added: "➕",
  changed: "✏️",
  drifted: "🔀",
  unchanged: "",
};

export const TABLE_HEAD = [
  "| | alert | owner | change | now | replay: episodes |",
  "|---|---|---|---|---|---|",
] as const;

/** One row of the table of alerts. */
export function alertRow(alert: AlertReview): string {
  const { change, owner = "", severity } = alert;
  const cells = [
    KIND_SIGNS[change],
    `${alertLink(alert)}${severity === undefined ? "" : ` · ${inline(severity)}`}`,
    inline(owner),
    change === "unreadable" ? "cannot be read" : inline(changeWords(alert)),
    nowCell(alert),
    replayCell(alert),
  ];
  return `| ${cells.map(cell).join(" | ")} |`;
}

/** Id and name, as a link to the alert where there is one. */
export function alertLink({ alertId, displayName, url }: AlertReview): string {
  const name = displayName.replace(/^\[\w+\] /, "");
  return link(name === alertId ? inline(alertId) : `${inline(alertId)} ${inline(name)}`, url);
}

function nowCell({ now: { before, after } }: AlertReview): string {
  if (after === undefined) return before?.state ?? "";
  const value = valueWords(after);
  const state = after.state === "OK" || after.state === before?.state ? after.state : `**${after.state}**`;
  const states = before === undefined || before.state === after.state ? state : `${before.state} → ${state}`;
  return value === undefined ? states : `${states} at ${inline(value)}`;
}

function replayCell({ replay: { before, after } }: AlertReview): string {
  const [old, current] = [before, after].map((side) =>
    isReplayed(side) ? side.episodes.toLocaleString("en") : "–",
  );
  if (before === undefined && after === undefined) return "";
  return old === current || before === undefined ? `${current}` : `${old} → **${current}**`;
}
