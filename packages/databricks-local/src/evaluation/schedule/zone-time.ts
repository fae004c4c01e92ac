const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in the zone show at that moment, as UTC fields. */
export function wallTime(zone: string, instant: number): Date {
  const format = formats.get(zone) ?? createFormat(zone);
  formats.set(zone, format);
  return new Date(`${format.format(instant).replace(" ", "T")}Z`);
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
