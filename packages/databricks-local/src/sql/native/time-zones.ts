import { SqlError } from "../sql-engine";

/** Zones by their names and offsets, as Java knows them, and how far their clocks are ahead of UTC. */
const MS_PER_DAY = 86_400_000;

// One line per name.
// prettier-ignore
const SHORT_NAMES: Readonly<Record<string, string>> = {
  ACT: "Australia/Darwin", AET: "Australia/Sydney", AGT: "America/Argentina/Buenos_Aires", ART: "Africa/Cairo",
  AST: "America/Anchorage", BET: "America/Sao_Paulo", BST: "Asia/Dhaka", CAT: "Africa/Harare", CNT: "America/St_Johns",
  CST: "America/Chicago", CTT: "Asia/Shanghai", EAT: "Africa/Addis_Ababa", ECT: "Europe/Paris",
  IET: "America/Indiana/Indianapolis", IST: "Asia/Kolkata", JST: "Asia/Tokyo", MIT: "Pacific/Apia", NET: "Asia/Yerevan",
  NST: "Pacific/Auckland", PLT: "Asia/Karachi", PNT: "America/Phoenix", PRT: "America/Puerto_Rico",
  PST: "America/Los_Angeles", SST: "Pacific/Guadalcanal", VST: "Asia/Ho_Chi_Minh",
  EST: "-05:00", MST: "-07:00", HST: "-10:00",
};

/** Names in capitals alone that the time zone database has; all others are words like `Europe/Isle_of_Man`. */
const CAPITALS =
  /^(?:CET|CST6CDT|EET|EST5EDT|GB|GMT|GMT0|MET|MST7MDT|NZ|PRC|PST8PDT|ROC|ROK|UCT|UTC|WET|W-SU|GB-Eire|NZ-CHAT)$/;
const REGION =
  /^(?:US|Etc|[A-Z][a-z]+)(?:\/(?:[A-Z][A-Za-z]*[a-z][A-Za-z]*|GMT|UTC|UCT)(?:[_-](?:[a-z]+|[A-Z][A-Za-z]*))*(?:[+-]?\d{1,2})?)*$/;

export interface Zone {
  /** In milliseconds, where it is always the same. */
  readonly fixed?: number;
  readonly region?: string;
}

const ZONES = new Map<string, Zone>();

/**
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datetime-pattern
 */
export function zoneOf(name: string): Zone {
  const known = ZONES.get(name) ?? readZone(name);
  if (!known) {
    throw new SqlError(
      "INVALID_TIMEZONE",
      "22009",
      `The timezone: ${name} is invalid. The timezone must be either a region-based zone ID or a zone offset. Region IDs must have the form 'area/city', such as 'America/Los_Angeles'. Zone offsets must be in the format '(+|-)HH', '(+|-)HH:mm' or '(+|-)HH:mm:ss', e.g '-08' , '+01:00' or '-13:33:33', and must be in the range from -18:00 to +18:00. 'Z' and 'UTC' are accepted as synonyms for '+00:00'.`,
    );
  }
  if (ZONES.size < 1000) ZONES.set(name, known);
  return known;
}

/** As a pattern reads zones: in any case. */
export function zoneInAnyCase(name: string): Zone | undefined {
  try {
    return readZone(name) ?? (formatOf(name) && { region: name });
  } catch {
    return undefined;
  }
}

function readZone(name: string): Zone | undefined {
  // A single digit is taken where a colon stands behind it, or before it.
  const text = name.replace(/([+-])(\d):/, "$10$2:").replace(/([+-]\d\d):(\d)$/, "$1:0$2");
  const id = Object.hasOwn(SHORT_NAMES, text) ? (SHORT_NAMES[text] ?? text) : text;
  if (id === "Z" || /^(?:UTC|GMT|UT)$/.test(id)) return { fixed: 0 };
  const [, offset] = /^(?:UTC|GMT|UT)?([+-].*)$/.exec(id) ?? [];
  if (offset !== undefined) {
    const fixed = readOffset(offset);
    return fixed === undefined ? undefined : { fixed };
  }
  if (!CAPITALS.test(id) && !REGION.test(id)) return undefined;
  try {
    formatOf(id);
    return { region: id };
  } catch {
    return undefined;
  }
}

/** `+1`, `+01`, `+01:30`, `+0130`, `+01:30:15`, `+013015`, up to 18 hours. */
function readOffset(text: string): number | undefined {
  const match = /^([+-])(?:(\d)|(\d\d)(?::?(\d\d)|:(\d\d):(\d\d)|(\d\d)(\d\d))?)$/.exec(text);
  if (!match) return undefined;
  const [, sign, digit, hour, minute, minuteToo, second, minuteThree, secondToo] = match;
  const [h, m, s] = [
    Number(digit ?? hour),
    Number(minute ?? minuteToo ?? minuteThree ?? 0),
    Number(second ?? secondToo ?? 0),
  ];
  const seconds = h * 3600 + m * 60 + s;
  if (m > 59 || s > 59 || seconds > 18 * 3600) return undefined;
  return (sign === "-" ? -1 : 1) * seconds * 1000;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(region: string): Intl.DateTimeFormat {
  const known = FORMATS.get(region);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", { timeZone: region, timeZoneName: "longOffset" });
  FORMATS.set(region, format);
  return format;
}

/** Offsets of a quarter of an hour: since 1972 none changes within one. */
const OFFSETS = new Map<string, number>();
const QUARTER_MS = 900_000;
const SINCE = Date.UTC(1972, 0, 1);

/** How far the zone's clocks are ahead of UTC at a time of UTC; both in milliseconds. */
export function offsetAt(zone: Zone, time: number): number {
  if (zone.fixed !== undefined) return zone.fixed;
  const region = zone.region ?? "UTC";
  if (time < SINCE) return regionOffset(region, time);
  const key = `${region} ${Math.floor(time / QUARTER_MS)}`;
  const known = OFFSETS.get(key);
  if (known !== undefined) return known;
  const offset = regionOffset(region, time);
  if (OFFSETS.size > 100_000) OFFSETS.clear();
  OFFSETS.set(key, offset);
  return offset;
}

const LAST = 8_640_000_000_000_000;

function regionOffset(region: string, time: number): number {
  const parts = formatOf(region).formatToParts(Math.max(-LAST, Math.min(LAST, time)));
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign = "+", hours = "0", minutes = "0", seconds = "0"] =
    /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

/**
 * How far the clocks are ahead of UTC when they show a time. What they show twice is the first of both; what they never
 * show is as far behind their leap as it would be without it.
 */
export function offsetOfWall(zone: Zone, wall: number): number {
  if (zone.fixed !== undefined) return zone.fixed;
  const before = offsetAt(zone, wall - MS_PER_DAY);
  if (offsetAt(zone, wall - before) === before) return before;
  const after = offsetAt(zone, wall + MS_PER_DAY);
  return offsetAt(zone, wall - after) === after ? after : before;
}
