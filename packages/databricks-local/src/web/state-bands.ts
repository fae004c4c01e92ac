import type { EvaluationState } from "../alerts/alert-shape";
import type { EvaluationEntry } from "../evaluation/evaluation-history";

/** A stretch of a window in which an alert was in one state; `from` and `to` count slots. */
export interface StateBand {
  readonly from: number;
  readonly to: number;
  readonly state: EvaluationState;
}

export interface BandWindow {
  readonly from: Date;
  readonly until: Date;
  /** Into how many slots of the same length the window is cut. */
  readonly slots: number;
}

/** What is worth showing when a slot holds more than one state: the worst. */
const GRAVITY: Readonly<Record<EvaluationState, number>> = { UNKNOWN: 0, OK: 1, ERROR: 2, TRIGGERED: 3 };

/**
 * An alert's states over the window, the worst of each slot; a state lasts until the next evaluation. However often an
 * alert ran, there are at most as many bands as slots. Before its first evaluation there is none.
 */
export function stateBands(entries: readonly EvaluationEntry[], window: BandWindow): StateBand[] {
  const [from, until] = [window.from.getTime(), window.until.getTime()];
  const slotMs = (until - from) / window.slots;
  const worst = new Array<EvaluationState | undefined>(window.slots);
  let lasting: EvaluationState | undefined;
  let filled = 0;
  for (const { evaluated_at, state } of newerThan(entries, from)) {
    const at = Date.parse(evaluated_at);
    if (at > until) break;
    const slot = Math.min(window.slots - 1, Math.max(0, Math.floor((at - from) / slotMs)));
    if (at >= from) {
      for (; filled < slot; filled += 1) worst[filled] = graver(worst[filled], lasting);
      worst[slot] = graver(worst[slot], at > from + slot * slotMs ? graver(lasting, state) : state);
    }
    lasting = state;
  }
  for (; filled < window.slots; filled += 1) worst[filled] = graver(worst[filled], lasting);
  return joinEqual(worst);
}

/** From the last entry before that moment on: its state lasts into the window. */
function newerThan(entries: readonly EvaluationEntry[], moment: number): readonly EvaluationEntry[] {
  const before = entries.findLastIndex(({ evaluated_at }) => Date.parse(evaluated_at) < moment);
  return entries.slice(Math.max(0, before));
}

function graver(one: EvaluationState | undefined, other: EvaluationState | undefined) {
  if (one === undefined || other === undefined) return one ?? other;
  return GRAVITY[one] >= GRAVITY[other] ? one : other;
}

function joinEqual(states: readonly (EvaluationState | undefined)[]): StateBand[] {
  const bands: StateBand[] = [];
  states.forEach((state, slot) => {
    if (state === undefined) return;
    const last = bands.at(-1);
    if (last?.state === state && last.to === slot) bands[bands.length - 1] = { ...last, to: slot + 1 };
    else bands.push({ from: slot, to: slot + 1, state });
  });
  return bands;
}
