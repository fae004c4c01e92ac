import type { Route } from "../../alerting/destinations/routes";
import { SEVERITIES } from "../../alerting/tables/allowed-values";
import { shownText } from "../../messages/words";

/** For people: who, then a line for each severity. */
export function describeRoutes(routes: readonly Route[]): string {
  const width = Math.max(...SEVERITIES.map((severity) => severity.length));
  return routes
    .flatMap((route) => {
      const lines = SEVERITIES.flatMap((severity) => {
        const ids = route.alerts[severity];
        return ids === undefined ? [] : [`  ${severity.padEnd(width)}  ${ids.map(shownText).join(", ")}`];
      });
      return [headOf(route), ...(lines.length > 0 ? lines : ["  no alert"])];
    })
    .join("\n");
}

function headOf({ name, kind, silent, lastTestedAt, lastTestStatus }: Route): string {
  if (name === undefined) return "nobody";
  const tested =
    lastTestedAt === undefined
      ? "never tested"
      : `tested ${lastTestedAt.slice(0, 16).replace("T", " ")} UTC: ${lastTestStatus ?? "?"}`;
  const notes =
    kind === "e-mail address" ? [kind] : [kind, ...(silent === undefined ? [] : [silent]), tested];
  return `${shownText(name)} (${notes.join("; ")})`;
}
