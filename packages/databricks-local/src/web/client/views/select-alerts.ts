import type { AlertSummary } from "../../alert-summary";
import { type State, STATES_BY_GRAVITY } from "../parts/state-mark";

type Order = (one: AlertSummary, other: AlertSummary) => number;

const byName: Order = (one, other) => one.name.localeCompare(other.name);

/** How alerts can be ordered; where two are equal, by name. */
export const SORTINGS = {
  trouble: {
    title: "trouble",
    order: (one, other) => STATES_BY_GRAVITY.indexOf(one.state) - STATES_BY_GRAVITY.indexOf(other.state),
  },
  name: { title: "name", order: byName },
  next: { title: "next run", order: (one, other) => compareTimes(one.nextRun, other.nextRun) },
  last: {
    title: "last evaluated",
    order: (one, other) => compareTimes(other.lastEvaluatedAt, one.lastEvaluatedAt, ""),
  },
  folder: { title: "folder", order: (one, other) => one.folder.localeCompare(other.folder) },
} as const satisfies Record<string, { title: string; order: Order }>;
export type Sorting = keyof typeof SORTINGS;

export interface Selection {
  /** Words that must all be in the alert's name, condition, folder, owner or id. */
  readonly text: string;
  readonly state: State | "ALL";
  readonly sorting: Sorting;
}

export function selectAlerts<Alert extends AlertSummary>(
  alerts: readonly Alert[],
  selection: Selection,
): Alert[] {
  const words = selection.text.toLowerCase().split(/\s+/);
  const { order } = SORTINGS[selection.sorting];
  return alerts
    .filter(({ state }) => selection.state === "ALL" || state === selection.state)
    .filter(({ id, name, condition, folder, owner }) => {
      const all = [id, name, condition, folder, owner].join(" ").toLowerCase();
      return words.every((word) => all.includes(word));
    })
    .sort((one, other) => order(one, other) || byName(one, other));
}

/** Without a time: last. */
function compareTimes(one: string | null, other: string | null, none = "9"): number {
  const [left, right] = [one ?? none, other ?? none];
  return left < right ? -1 : left > right ? 1 : 0;
}
