import type { AlertNotification } from "../../alerting/definition";
import type { AlertState } from "../alert-state";
import type { Verdict } from "../evaluate/judge";
import type { Replay } from "../replay";
import { isTold } from "./is-told";

/** One evaluation of the window. */
export interface ReplayedEvaluation extends Verdict {
  readonly at: Date;
}

type Summary = Pick<
  Replay,
  "evaluations" | "firing" | "errors" | "episodes" | "longestEpisodeSeconds" | "messages" | "sparkline"
>;

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const MOST_SLOTS = 60;
/** From so many days on a slot is a day, below it an hour. */
const DAYS_IN_DAYS = 7;

/** What the evaluations come to, in the order in which they were. */
export function summarise(
  evaluations: readonly ReplayedEvaluation[],
  notification: AlertNotification,
  window: { readonly from: Date; readonly to: Date },
): Summary {
  const episodes = episodesOf(evaluations, window.to);
  return {
    evaluations: evaluations.length,
    firing: count(evaluations, "TRIGGERED"),
    errors: count(evaluations, "ERROR"),
    episodes: episodes.length,
    longestEpisodeSeconds: Math.max(0, ...episodes) / 1000,
    messages: messagesOf(evaluations, notification),
    sparkline: sparklineOf(evaluations, window),
  };
}

function count(evaluations: readonly ReplayedEvaluation[], wanted: AlertState): number {
  return evaluations.filter(({ state }) => state === wanted).length;
}

/** How long each lasts, in milliseconds: from its first evaluation to the one that ends it, or to the window's end. */
function episodesOf(evaluations: readonly ReplayedEvaluation[], to: Date): number[] {
  const lengths: number[] = [];
  let start: Date | undefined;
  for (const { at, state } of evaluations) {
    if (state === "TRIGGERED") {
      start ??= at;
    } else if (start !== undefined) {
      lengths.push(at.getTime() - start.getTime());
      start = undefined;
    }
  }
  return start === undefined ? lengths : [...lengths, to.getTime() - start.getTime()];
}

/** As if all had been well before the window. */
function messagesOf(evaluations: readonly ReplayedEvaluation[], notification: AlertNotification): number {
  let messages = 0;
  let toldAt: Date | undefined;
  for (const { at, state } of evaluations) {
    const told = isTold(state, at, toldAt, notification);
    messages += Number(told);
    toldAt = state === "OK" ? undefined : told ? at : toldAt;
  }
  return messages;
}

function sparklineOf(
  evaluations: readonly ReplayedEvaluation[],
  { from, to }: { readonly from: Date; readonly to: Date },
): (number | null)[] {
  const length = to.getTime() - from.getTime();
  const slotMs = length >= DAYS_IN_DAYS * DAY_MS ? DAY_MS : HOUR_MS;
  const slots = Math.min(MOST_SLOTS, Math.max(1, Math.round(length / slotMs)));
  const counts = Array.from({ length: slots }, () => ({ all: 0, firing: 0 }));
  for (const { at, state } of evaluations) {
    const slot = counts[Math.floor(((at.getTime() - from.getTime()) / length) * slots)];
    if (slot === undefined) continue;
    slot.all += 1;
    slot.firing += Number(state === "TRIGGERED");
  }
  return counts.map(({ all, firing }) => (all === 0 ? null : firing / all));
}
