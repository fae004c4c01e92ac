/** `2026-11-23 09:12 UTC`. */
export function moment(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}

/** `Tue 24 Nov 08:00`, on the clock of that zone. */
export function zoned(iso: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone, weekday: "short", day: "numeric", month: "short" },
    ...{ hour: "2-digit", minute: "2-digit", hour12: false },
  });
  return format.format(new Date(iso)).replaceAll(",", "");
}
