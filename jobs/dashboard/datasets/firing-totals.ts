import type { Dataset } from "../dataset";
import { FALSE_POSITIVE_PCT, HOURS_TRIGGERED, MEAN_MINUTES_TO_OK, withFirings } from "./with-firings";

/** What the firings of the last days came to, in one row. */
export const FIRING_TOTALS: Dataset<
  "firings" | "false_positive_pct" | "mean_minutes_to_ok" | "hours_triggered"
> = {
  name: "firing_totals",
  title: "Firings, false positives, time to repair",
  columns: ["firings", "false_positive_pct", "mean_minutes_to_ok", "hours_triggered"],
  sql: (names) =>
    [
      withFirings(names),
      `SELECT (SELECT count(*) FROM firings) AS firings, ${FALSE_POSITIVE_PCT} AS false_positive_pct,`,
      `  (SELECT ${MEAN_MINUTES_TO_OK} FROM firings) AS mean_minutes_to_ok, ${HOURS_TRIGGERED} AS hours_triggered`,
      "FROM evaluations",
    ].join("\n"),
};
