import { ReviewReport } from "../../review/report/report";

/** The report without what differs between two runs of one test: the port, ids, how long it took, the CI run, when rows were changed. */
export function normalised(report: ReviewReport, host: string): ReviewReport {
  const ids = new Map<string, string>();
  const text = JSON.stringify({ ...report, run: undefined, durationMs: 2400 }, (key, value: unknown) =>
    key === "durationMs" && value !== 2400
      ? 500
      : key === "msPerRun"
        ? 500
        : key === "minutesPerMonth"
          ? undefined
          : value,
  );
  const plain = text
    .replaceAll(host, "https://example.cloud.databricks.com")
    .replaceAll(/(?<=alerts-v2\/|"databricksAlertId":"|"id":")\w+/g, (id) => {
      const known = ids.get(id) ?? String(1000 + ids.size);
      ids.set(id, known);
      return known;
    })
    .replaceAll(/(?<=at )\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?= UTC)/g, "2026-11-23 09:00:00");
  const parsed = JSON.parse(plain) as { alerts: { cost: Record<string, Cost | undefined> }[] };
  for (const { cost } of parsed.alerts) {
    for (const side of Object.values(cost))
      if (side !== undefined) side.minutesPerMonth = Math.round((side.msPerRun * side.runsPerMonth) / 60_000);
  }
  return ReviewReport.parse(parsed);
}

interface Cost {
  readonly msPerRun: number;
  readonly runsPerMonth: number;
  minutesPerMonth: number;
}
