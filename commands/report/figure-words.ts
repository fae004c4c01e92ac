import { duration } from "../../review/words/figures";
import type { FiguresOfAll } from "./read-figures";

/** `33.3 % of 3 judged, 9 not judged`; never 0 % of what nobody judged. */
export function falsePositives({ episodes, judged, false_positive_pct: share }: FiguresOfAll): string {
  if (judged === 0 || share === null) return "not judged";
  const rest = episodes - judged;
  return `${share} % of ${judged} judged${rest > 0 ? `, ${rest} not judged` : ""}`;
}

/** `3`, `3 and 1 from before, goes on`. */
export function episodesWords({
  episodes,
  earlier_episodes: earlier,
  open_episodes: open,
}: FiguresOfAll): string {
  const before =
    earlier === 0 ? "" : episodes === 0 ? `${earlier} from before` : ` and ${earlier} from before`;
  return `${episodes === 0 ? "" : episodes}${before}${open > 0 ? ", goes on" : ""}`;
}

export function named({
  alert_id: id,
  alert_name: name,
}: {
  readonly alert_id: string;
  readonly alert_name: string;
}): string {
  return `${id} ${name}`;
}

/** Of no check nobody was told. */
export function messages({ evaluations, messages: count }: FiguresOfAll): string {
  return evaluations === 0 ? "–" : unknown(count, String);
}

export function firing({ hours_firing: hours }: FiguresOfAll): string {
  return hours === 0 ? "–" : duration(hours * 3600);
}

export function minutes(count: number): string {
  return duration(count * 60);
}

/** A figure that nobody said or recorded is no nought. */
export function unknown<T>(value: T | null, words: (value: T) => string, otherwise = "not known"): string {
  return value === null ? otherwise : words(value);
}

/** The most first; those that are even by their names, as they came. */
export function sorted<T>(list: readonly T[], by: (one: T) => number): T[] {
  return [...list].sort((a, b) => by(b) - by(a));
}
