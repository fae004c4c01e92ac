const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** `30m`, `4h`, `1d`, `2w` in seconds; nothing for what is no such time, or none at all. */
export function readDuration(text: string): number | undefined {
  const [, count = "", unit = ""] = /^(\d{1,5})\s*([mhdw])$/.exec(text.trim()) ?? [];
  const seconds = Number(count) * (UNITS[unit] ?? 0);
  return seconds > 0 ? seconds : undefined;
}

/** `90m`, `4h`, `1d`: the largest unit of which it is a whole number; a rest of less than a minute is left out. */
export function durationText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes > 0 && minutes % 1_440 === 0) return `${minutes / 1_440}d`;
  return minutes > 0 && minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}
