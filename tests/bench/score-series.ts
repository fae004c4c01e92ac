/** Series of figures with incidents, the same for each seed. */
export const SHAPES = ["clean", "with a trend", "with old incidents"] as const;
type Shape = (typeof SHAPES)[number];

export const HOURS_OF_WEEK = 168;
export const TRAINING_WEEKS = 8;
export const JUDGED_WEEKS = 4;

/** In hours from the start; `end` is the first hour after it. */
interface Incident {
  readonly begin: number;
  readonly end: number;
}

export interface Series {
  readonly start: Date;
  /** A figure an hour. */
  readonly values: readonly number[];
  /** The first judged hour. */
  readonly from: number;
  /** Of the judged weeks. */
  readonly incidents: readonly Incident[];
}

const FACTORS = [1.8, 0.5];
const INCIDENTS_A_WEEK = 2;
const INCIDENT_HOURS = 3;
const OLD_INCIDENTS = 12;
const OLD_INCIDENT_HOURS = 12;
/** What a trend adds in a week. */
const WEEKLY_GROWTH = 0.03;

export function makeSeries(seed: number, noise: number, shape: Shape): Series {
  const random = randomNumbers(seed * 1000 + Math.round(noise * 100));
  const hours = (TRAINING_WEEKS + JUDGED_WEEKS) * HOURS_OF_WEEK;
  const from = TRAINING_WEEKS * HOURS_OF_WEEK;
  const values = Array.from({ length: hours }, (_, hour) => {
    const growth = shape === "with a trend" ? (1 + WEEKLY_GROWTH) ** (hour / HOURS_OF_WEEK) : 1;
    return usual(hour) * growth * Math.max(0.05, 1 + noise * normal(random));
  });
  const change = ({ begin, end }: Incident, factor: number) => {
    for (let hour = begin; hour < end; hour += 1) values[hour] = (values[hour] ?? 0) * factor;
  };
  const factor = (index: number) => FACTORS[index % FACTORS.length] ?? 1;
  if (shape === "with old incidents") {
    for (let index = 0; index < OLD_INCIDENTS; index += 1) {
      const begin = Math.floor(random() * (from - OLD_INCIDENT_HOURS));
      change({ begin, end: begin + OLD_INCIDENT_HOURS }, factor(index));
    }
  }
  // One in each half of a week, so that none is another's neighbour.
  const slot = HOURS_OF_WEEK / INCIDENTS_A_WEEK;
  const incidents = Array.from({ length: JUDGED_WEEKS * INCIDENTS_A_WEEK }, (_, index) => {
    const begin = from + index * slot + Math.floor(random() * (slot - 2 * INCIDENT_HOURS));
    return { begin, end: begin + INCIDENT_HOURS };
  });
  for (const [index, incident] of incidents.entries()) change(incident, factor(index));
  return { start: new Date("2026-01-05T00:00:00Z"), values, from, incidents };
}

/** Busy by day, quieter at the weekend. */
function usual(hour: number): number {
  const byDay = 100 + 60 * Math.sin(((hour % 24) / 24) * 2 * Math.PI - Math.PI / 2);
  return byDay * (Math.floor(hour / 24) % 7 >= 5 ? 0.6 : 1);
}

/** Box and Muller's. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Mulberry32: the same numbers for a seed on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
