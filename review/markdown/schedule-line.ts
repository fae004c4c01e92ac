import type { AlertReview } from "../report/alert-review";
import { zoned } from "../words/moment";
import { changed, changedPart } from "./changed";
import { inline } from "./inline";

/** `~~Every 4 hours~~ **Every hour** America/Los_Angeles · next Mon 23 Nov 10:00 … · ~~180~~ **720** runs a month`. */
export function scheduleLine({ before, after }: AlertReview["schedule"]): string {
  const sides = { before, after };
  const runs = changed({ before: perMonth(before), after: perMonth(after) });
  const next =
    after === undefined ? [] : withoutRepeatedDays(after.nextRuns.map((run) => zoned(run, after.timeZone)));
  return [
    `${changedPart(sides, ({ words }) => inline(words))} ${changedPart(sides, ({ timeZone }) => inline(timeZone))}`,
    changedPart(sides, ({ isPaused }) => (isPaused ? "paused" : "running")).replace(/^running$/, ""),
    next.length > 0 ? `next ${next.join(", ")}` : "",
    runs === "" || runs === "0" ? "" : `${runs} runs a month`,
  ]
    .filter((part) => part.trim() !== "")
    .join(" · ");
}

function perMonth(schedule: AlertReview["schedule"]["after"]): string | undefined {
  return schedule?.runsPerMonth?.toLocaleString("en");
}

/** `Tue 24 Nov 17:25`, `17:30`: a day is named once. */
function withoutRepeatedDays(moments: readonly string[]): string[] {
  const dayOf = (text = "") => text.slice(0, text.lastIndexOf(" "));
  return moments.map((text, index) =>
    index > 0 && dayOf(moments[index - 1]) === dayOf(text) ? text.slice(text.lastIndexOf(" ") + 1) : text,
  );
}
