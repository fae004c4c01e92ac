/** `2026-11-23 09:12 UTC`. */
export function moment(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}

/** `Tue 24 Nov 08:00`, in UTC. */
const DAY_AND_TIME = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

/** `Tue 24 Nov 17:25, 17:30 UTC`: a day is named once, and all of a report is told in one zone. */
export function nextRunsWords(runs: readonly string[]): string {
  const texts = runs.map((run) => DAY_AND_TIME.format(new Date(run)).replaceAll(",", ""));
  const dayOf = (text = "") => text.slice(0, text.lastIndexOf(" "));
  const moments = texts.map((text, index) =>
    index > 0 && dayOf(texts[index - 1]) === dayOf(text) ? text.slice(text.lastIndexOf(" ") + 1) : text,
  );
  return moments.length === 0 ? "" : `${moments.join(", ")} UTC`;
}

const UNITS = [
  ["d", 24 * 60 * 60],
  ["h", 60 * 60],
  ["min", 60],
] as const;

/** `4 h`, `24 h`, `15 min`, `3 d`: the largest unit of which there are at least two, else one of the next. */
export function duration(seconds: number): string {
  for (const [unit, size] of UNITS)
    if (seconds >= (unit === "d" ? 2 * size : size)) return `${rounded(seconds / size)} ${unit}`;

  return `${rounded(seconds)} s`;
}

/** `1.4 GB`. */
export function bytes(count: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const power = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  return `${rounded(count / 1000 ** power)} ${units[power]}`;
}

/** At most three digits that matter, without zeros at the end. */
export function rounded(value: number): string {
  return String(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(2)));
}

const BARS = "▁▂▃▄▅▆▇█";

/** One character a slot: from never (`▁`) to always firing (`█`); `·` where nothing was evaluated. */
export function sparkline(shares: readonly (number | null)[]): string {
  return shares.map((share) => (share === null ? "·" : BARS[barOf(share)])).join("");
}

/** Whatever fires at all is seen. */
function barOf(share: number): number {
  return share === 0 ? 0 : Math.max(1, Math.round(share * (BARS.length - 1)));
}
