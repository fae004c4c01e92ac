import { conditionOf } from "../alerting/condition";
import { conditionText } from "../alerting/condition-text";
import type { PlannedAlert } from "../alerting/planned-alert";
import type { Connection } from "../databricks/open-connection";
import { ExpectedError } from "../messages/expected-error";
import { counted, shownText } from "../messages/words";
import { type Choice, CHECKS_OF_CHOICES, choicesOf } from "../review/replay/choices";
import { lastDays } from "../review/replay/replay";
import { ReplaySession } from "../review/replay/replay-session";
import { replayedConditions } from "../review/replay/replayed-evaluations";
import { EPISODE_WORDS } from "../review/words/evaluation-words";
import { duration } from "../review/words/figures";
import { onConnection } from "./on-connection";
import { alertOf, planOf } from "./stack-plan";
import type { TuneOptions } from "./tune";

/** What other settings of one alert would have come to. */
interface Tuning {
  readonly alertId: string;
  readonly condition: string;
  readonly days: number;
  readonly checks: number;
  readonly now: Choice;
  readonly others: readonly Choice[];
}

/** Replays the row's alert, and prints what its other settings would have come to. */
export async function tune(alertId: string, { stack, config, days, json }: TuneOptions): Promise<void> {
  await onConnection({ stack, config }, async (connection, settings) => {
    const tuning = await tuningOf(
      alertOf(await planOf(connection, settings, stack), alertId),
      connection,
      days,
    );
    console.log(json ? JSON.stringify({ version: 1, ...tuning }, undefined, 2) : describeTuning(tuning));
  });
}

async function tuningOf(
  { alertId, authored }: PlannedAlert,
  { sql }: Connection,
  days: number,
): Promise<Tuning> {
  const window = lastDays(days, new Date());
  const session = new ReplaySession(sql, { values: "numbers" });
  const found = await replayedConditions(authored, session, window, CHECKS_OF_CHOICES - 1);
  if ("reason" in found) throw new ExpectedError(`${shownText(alertId)} cannot be replayed. ${found.reason}`);
  const checks = found.evaluations.filter(({ at }) => at >= window.from).length;
  const choices = choicesOf(authored, found.evaluations, window);
  return { alertId, condition: conditionText(conditionOf(authored)), days, checks, ...choices };
}

/** For people: a table, the alert as it is first. */
export function describeTuning({ alertId, condition, days, checks, now, others }: Tuning): string {
  const rows = [now, ...others].map((choice) => [
    cellsText(choice),
    String(choice.episodes),
    String(choice.messages),
    choice === now ? "" : choice.laterSeconds === undefined ? "never" : laterText(choice.laterSeconds),
    choice === now ? "" : String(choice.missed),
  ]);
  const table = [["setting", "episodes", "messages", "first notice", "missed"], ...rows];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? "").length)),
  );
  return [
    `${shownText(alertId)}: ${condition}, ${counted(checks, "check")} in the last ${counted(days, "day")}`,
    "",
    ...table.map((row) =>
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
    ),
    "",
    EPISODE_WORDS,
    "One that is missed is told no more. Nothing was changed: write the cells into the row, and look at the next preview.",
  ].join("\n");
}

function cellsText({ cells }: Choice): string {
  const texts = Object.entries(cells).map(([column, value]) => `${column} = ${String(value)}`);
  return texts.length === 0 ? "as it is" : texts.join(", ");
}

function laterText(seconds: number): string {
  return seconds === 0 ? "as soon" : `${duration(seconds)} later`;
}
