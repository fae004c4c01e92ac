export interface Tick {
  /** Where it stands, from 0 to 1. */
  readonly share: number;
  readonly label: string;
}

const HOUR_MS = 60 * 60 * 1000;
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short" });
const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** Round hours of a day, midnights of a longer time; in the reader's zone. */
export function axisTicks(from: Date, until: Date): Tick[] {
  const length = until.getTime() - from.getTime();
  const stepHours = length > 48 * HOUR_MS ? 24 : 6;
  const first = new Date(from);
  first.setMinutes(0, 0, 0);
  first.setHours(Math.floor(first.getHours() / stepHours) * stepHours);
  const ticks: Tick[] = [];
  for (const at = first; at <= until; at.setHours(at.getHours() + stepHours)) {
    const share = (at.getTime() - from.getTime()) / length;
    // A label at the very end would be cut off.
    if (share < 0 || share > 0.93) continue;
    ticks.push({ share, label: (stepHours === 24 ? weekday : hour).format(at) });
  }
  return ticks;
}
