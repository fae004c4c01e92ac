import { remembered } from "../remembered";

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
export function zoneOffset(zone: string, moment: number): number {
  const wall = Date.parse(`${formatOf(zone).format(moment).replace(" ", "T")}Z`);
  return wall - Math.floor(moment / 1000) * 1000;
}

// Sweden writes dates as ISO 8601 does.
const formatOf = remembered(
  (zone) =>
    new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    }),
);
