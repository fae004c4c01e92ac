import type { Json } from "./call";
import { place } from "./place";

/** An alert that the service takes; `changes` replace its fields. */
export function alertBody(changes: Json = {}) {
  return {
    display_name: "[WARNING] Tag Coverage Drop",
    query_text: "SELECT 75 AS tag_coverage_pct",
    warehouse_id: place.warehouseId,
    parent_path: place.folder,
    evaluation: {
      source: { name: "tag_coverage_pct" },
      comparison_operator: "LESS_THAN",
      threshold: { value: { double_value: 80 } },
      empty_result_state: "OK",
      notification: { subscriptions: [{ user_email: "finops@example.com" }], notify_on_ok: true },
    },
    schedule: { quartz_cron_schedule: "0 0 8 * * ?", timezone_id: "America/Los_Angeles" },
    ...changes,
  };
}
