const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
export function zoneOffset(zone: string, moment: number): number {
  const format = formats.get(zone) ?? createFormat(zone);
  formats.set(zone, format);
  const wall = Date.parse(`${format.format(moment).replace(" ", "T")}Z`);
  return wall - Math.floor(moment / 1000) * 1000;
}

function createFormat(zone: string): Intl.DateTimeFormat {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}
