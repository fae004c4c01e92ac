import type { Dataset } from "../dataset";
import { withFirings } from "./with-firings";

/** How often alerts fired on each day of the last ones. */
export const FIRINGS_PER_DAY: Dataset<"day" | "severity" | "firings"> = {
  name: "firings_per_day",
  title: "Firings per day",
  columns: ["day", "severity", "firings"],
  sql: (names) =>
    [
      withFirings(names),
      "SELECT CAST(evaluation_timestamp AS DATE) AS day, severity, count(*) AS firings",
      "FROM firings GROUP BY 1, 2 ORDER BY 1, 2",
    ].join("\n"),
};
