import type { LiveNotification } from "../../alerting/definition";
import type { AlertState, Judgement } from "../evaluate/judge";
import type { Replay } from "./replay";

/**
 * Whether subscribers hear of an evaluation. `toldAt` is when they last heard of the trouble that is still open. ERROR and
 * UNKNOWN tell nobody and end nothing: the service does not say so, and nothing speaks against it.
 */
export function isTold(
  state: AlertState,
  at: Date,
  toldAt: Date | undefined,
  { subscriptions, retriggerSeconds, notifyOnOk }: Told,
): boolean {
  if (subscriptions.length === 0) return false;
  if (state === "OK") return notifyOnOk && toldAt !== undefined;
  if (state !== "TRIGGERED") return false;
  if (toldAt === undefined) return true;
  // 0: once until it is OK again; 1: at every evaluation that fires; else at most every so many seconds.
  if (retriggerSeconds <= 1) return retriggerSeconds === 1;
  return at.getTime() - toldAt.getTime() >= retriggerSeconds * 1000;
}

/** What of an alert decides about its messages; of the subscriptions only whether there is one. */
type Told = Pick<LiveNotification, "retriggerSeconds" | "notifyOnOk"> & {
  readonly subscriptions: readonly unknown[];
};

/** One evaluation of the window. */
export interface ReplayedEvaluation extends Judgement {
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
  notification: LiveNotification,
  window: { readonly from: Date; readonly to: Date },
): Summary {
  const episodes = episodesOf(evaluations);
  const lengths = episodes.map(({ start, end = window.to }) => end.getTime() - start.getTime());
  return {
    evaluations: evaluations.length,
    firing: count(evaluations, "TRIGGERED"),
    errors: count(evaluations, "ERROR"),
    episodes: episodes.length,
    longestEpisodeSeconds: Math.max(0, ...lengths) / 1000,
    messages: messagesOf(evaluations, notification),
    sparkline: sparklineOf(evaluations, window),
  };
}

function count(evaluations: readonly ReplayedEvaluation[], wanted: AlertState): number {
  return evaluations.filter(({ state }) => state === wanted).length;
}

/**
 * From the first evaluation that fires to the next that is OK; without an end where none is. What nobody knows ends nothing, as in
 * the figures of the history (`rows/figures/episodes.ts`).
 */
export function episodesOf(
  evaluations: readonly Pick<ReplayedEvaluation, "at" | "state">[],
): readonly { readonly start: Date; readonly end?: Date }[] {
  const episodes: { start: Date; end?: Date }[] = [];
  let isOpen = false;
  for (const { at, state } of evaluations) {
    const last = episodes.at(-1);
    if (state === "TRIGGERED" && !isOpen) episodes.push({ start: at });
    else if (state === "OK" && isOpen && last) last.end = at;
    if (state === "TRIGGERED" || state === "OK") isOpen = state === "TRIGGERED";
  }
  return episodes;
}

/** As if all had been well before the window. */
function messagesOf(evaluations: readonly ReplayedEvaluation[], notification: LiveNotification): number {
  let messages = 0;
  let toldAt: Date | undefined;
  for (const { at, state } of evaluations) {
    const told = isTold(state, at, toldAt, notification);
    messages += Number(told);
    toldAt = toldThen(state, at, told, toldAt);
  }
  return messages;
}

/** When subscribers last heard of the trouble that is open behind an evaluation. */
export function toldThen(
  state: AlertState,
  at: Date,
  told: boolean,
  toldAt: Date | undefined,
): Date | undefined {
  return state === "OK" ? undefined : told ? at : toldAt;
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
