import { someOf } from "../../messages/words";
import type { AlertReview, Sides } from "../report/alert-review";
import { type EvaluationReview, isReplayed, type Replayed } from "../report/evidence-review";
import { hasFinding } from "../report/verdict";
import { warehouseWords } from "../words/alert-words";
import { basisWords, caveatWords, evaluationsWords, testWords, valueWords } from "../words/evaluation-words";
import { bytes, duration, moment, rounded, sparkline } from "../words/figures";
import { changed } from "./alert-row";
import { cell, inline, prose } from "./inline";

/** So many mutants are named. */
const MOST_MUTANTS = 3;

/** What it says now, what it would have said, what it costs, and what its tests say. */
export function evidenceLines(alert: AlertReview, isShort: boolean): string[] {
  const replay = isShort ? [] : replayLines(alert);
  const lines = [nowLine(alert), ...replay, costLine(alert), warehouseLine(alert), testLine(alert)];
  return lines.filter((line) => line !== "");
}

function nowLine(alert: AlertReview): string {
  const { now, condition } = alert;
  const shown = now.after ?? now.before;
  if (shown === undefined) return "";
  const value = valueWords(shown);
  const subject = (condition.after ?? condition.before)?.subject ?? "value";
  const was = now.after && now.before ? ` (with the deployed definition ${stateWords(now.before)})` : "";
  const rows = shown.rows === undefined || shown.isEmptyResult ? "" : `, of ${rowWords(shown.rows)}`;
  return [
    `**Now** (${moment(shown.at)})`,
    ...(value === undefined ? [] : [`${inline(subject)} = ${inline(value)}${rows}`]),
    `→ **${shown.state}**${was}`,
    ...(shown.error === undefined || hasFinding(alert, "change/errors-at-once")
      ? []
      : [`· ${prose(shown.error)}`]),
  ].join(" ");
}

function stateWords(evaluation: EvaluationReview): string {
  const value = valueWords(evaluation);
  return value === undefined ? evaluation.state : `${evaluation.state} at ${inline(value)}`;
}

function rowWords(rows: number): string {
  return rows === 1 ? "1 row" : `${rows.toLocaleString("en")} rows`;
}

function replayLines({ replay }: AlertReview): string[] {
  const sides = [["before", replay.before] as const, ["after", replay.after] as const];
  const replayed = sides.flatMap(([name, side]) => (isReplayed(side) ? [[name, side] as const] : []));
  const reasons = sides.flatMap(([name, side]) =>
    side !== undefined && !isReplayed(side) ? [`**Replay** ${name}: ${prose(side.reason)}`] : [],
  );
  const [first] = replayed;
  if (first === undefined) return reasons;
  const [, { from, to }] = first;
  const [before, after] = sides.map(([, side]) => (isReplayed(side) ? side : undefined));
  return [
    `**Replay** ${moment(from)} … ${moment(to)}, at each scheduled run: an estimate, ${basisWords(before, after)}`,
    [
      "| | evaluations | firing | episodes | longest | messages |",
      "|---|---|---|---|---|---|",
      ...replayed.map(([name, side]) => `| ${[name, ...figures(side)].map(cell).join(" | ")} |`),
    ].join("\n"),
    replayed.map(([name, side]) => `\`${name} ${sparkline(side.sparkline)}\``).join("  \n"),
    ...reasons,
    ...caveatWords(replay).map(prose),
  ];
}

function figures({
  evaluations,
  notEvaluated,
  firing,
  errors,
  episodes,
  longestEpisodeSeconds,
  messages,
}: Replayed): string[] {
  return [
    `${evaluationsWords(evaluations, notEvaluated)}${errors > 0 ? ` (${errors.toLocaleString("en")} in error)` : ""}`,
    firing.toLocaleString("en"),
    episodes.toLocaleString("en"),
    episodes === 0 ? "–" : duration(longestEpisodeSeconds),
    messages.toLocaleString("en"),
  ];
}

function costLine({ cost: { before, after } }: AlertReview): string {
  if (after === undefined) return "";
  const { msPerRun, bytesPerRun } = after;
  const read = bytesPerRun === undefined ? "" : `, ${bytes(bytesPerRun)}`;
  const minutes: Sides<string> = {
    before: before && `${before.minutesPerMonth}`,
    after: `${after.minutesPerMonth}`,
  };
  return `**Cost** ${rounded(msPerRun / 1000)} s${read} per run · ${changed(minutes)} warehouse ${after.minutesPerMonth === 1 ? "minute" : "minutes"} a month`;
}

function warehouseLine(alert: AlertReview): string {
  const words = warehouseWords(alert);
  return words === "" ? "" : `**Warehouse** ${words}`;
}

function testLine({ tests }: AlertReview): string {
  if (tests === undefined) return "";
  const unnoticed = tests.mutants?.unnoticed ?? [];
  const named = unnoticed.length === 0 ? "" : `: not noticed ${someOf(unnoticed.map(inline), MOST_MUTANTS)}`;
  return `**Tests** ${testWords(tests)}${named}`;
}
