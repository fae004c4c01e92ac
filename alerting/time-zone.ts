import type { AlertNotes } from "./alert-notes";
import { remembered } from "./remembered";
import type { AlertRow } from "./tables/alert-configurations";

/** The row's time zone if it is one of the IANA database. */
export function timeZone(row: Pick<AlertRow, "schedule_timezone">, notes: AlertNotes): string | undefined {
  const zone = row.schedule_timezone.trim();
  const proper = properName(zone);
  if (proper === zone) {
    return zone;
  }
  const example = proper ?? "America/Los_Angeles";
  return notes.fault(
    "schedule_timezone",
    `is not an IANA time zone${proper ? "; did you mean" : ", for example"} ${example}${proper ? "?" : ""}`,
  );
}

/** The zone's name in its proper letters. The service's (Java's) names tell upper and lower case apart, Intl's do not. */
const properName = remembered((zone): string | undefined => {
  // Intl takes offsets such as +01:00 for zones.
  if (!/^[A-Za-z]/.test(zone)) {
    return undefined;
  }
  try {
    const known = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
    return known.toLowerCase() === zone.toLowerCase() ? known : zone;
  } catch {
    return undefined;
  }
});
