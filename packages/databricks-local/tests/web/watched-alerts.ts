import { alertBody } from "../alert-body";
import { asJson, type Json } from "../use-workspace";

type Call = (method: string, path: string, body?: unknown) => Promise<{ readonly body: Json }>;

const HOURLY = { quartz_cron_schedule: "0 0 * * * ?", timezone_id: "UTC" };

/** 90 up to 12:00, then 75: TRIGGERED from 13:00 on. */
export const DROPPING = alertBody({
  display_name: "Tag Coverage Drop",
  query_text:
    "-- falls at one\nSELECT CASE WHEN hour(current_timestamp()) >= 13 THEN 75 ELSE 90 END AS tag_coverage_pct",
  schedule: HOURLY,
});
export const BROKEN = alertBody({
  display_name: "Daily Cost",
  query_text: "SELECT tag_coverage_pct FROM main.default.nowhere",
  schedule: HOURLY,
});
export const PAUSED = alertBody({
  display_name: "Idle Clusters",
  schedule: { ...HOURLY, quartz_cron_schedule: "0 30 8 ? * MON", pause_status: "PAUSED" },
});
export const CALM = alertBody({
  display_name: "Failed Jobs",
  query_text: "SELECT 95.123456789 AS tag_coverage_pct",
  schedule: HOURLY,
});

/** Text that would do harm as HTML. */
export function hostile(name: string): string {
  return `<img src=x onerror="window.harm='${name}'"><script>window.harm='${name}'</script>${name}`;
}

/** Harm in every field that takes text. */
export const HOSTILE = alertBody({
  display_name: hostile("name"),
  query_text: `SELECT '${hostile("value").replaceAll("'", "\\'")}' AS \`${hostile("column")}\``,
  parent_path: `/Shared/${hostile("folder").replaceAll("/", "")}`,
  evaluation: {
    source: { name: hostile("column") },
    comparison_operator: "NOT_EQUAL",
    threshold: { value: { string_value: hostile("threshold") } },
    notification: { subscriptions: [{ user_email: "finops@example.com" }] },
  },
  custom_summary: hostile("summary"),
  custom_description: hostile("body"),
  schedule: HOURLY,
});

/** Creates the alerts, and lets six hours go by: at 16:00 each has run six times. */
export async function letAlertsRun(call: Call, alerts: readonly Json[]): Promise<string[]> {
  const ids: string[] = [];
  for (const alert of alerts) ids.push(String((await call("POST", "/api/2.0/alerts", alert)).body.id));
  await call("POST", "/_local/clock", { now: "2026-11-23T16:00:00Z" });
  return ids;
}

export async function createTable(call: Call, statements: readonly string[]): Promise<void> {
  for (const statement of statements) {
    const { body } = await call("POST", "/api/2.0/sql/statements", {
      statement,
      warehouse_id: "10ca1f0000000001",
    });
    if (body.status === undefined) throw new Error(`${statement}: ${JSON.stringify(body)}`);
    const { state, error } = asJson(body.status);
    if (state !== "SUCCEEDED") throw new Error(`${statement}: ${JSON.stringify(error)}`);
  }
}
