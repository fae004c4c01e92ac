import { createHash } from "node:crypto";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import type { Statement } from "../../databricks/run-statement";
import { rowsSource } from "./write-rows";

/** A row's new schedule, and the row that it was thought out for. */
export interface NewSchedule {
  readonly alertId: string;
  readonly cron: string;
  readonly raw: RawRow;
}

const COLUMNS = ["alert_id", "schedule_cron", "was_cron", "was_zone", "was_notice", "was_query"].map(
  (name) => ({
    name,
    type: "STRING",
  }),
);

/**
 * Writes schedules, signed by whoever is connected, all of them in one commit: a row gets its own only where it is still the one
 * that the schedule was thought out for, by its schedule, its zone, what it says of time and its query. Carried out twice it
 * does what it does once.
 */
export function writeSchedules(names: TableNames, schedules: readonly NewSchedule[]): Statement {
  const rows = schedules.map(({ alertId, cron, raw }) => ({
    alert_id: alertId,
    schedule_cron: cron,
    was_cron: raw["schedule_cron"] ?? null,
    was_zone: raw["schedule_timezone"] ?? null,
    was_notice: raw["notice_within"] ?? null,
    was_query: sha256(String(raw["alert_query_template"])),
  }));
  // A table that was not upgraded yet lacks the column.
  const saysTime = schedules.some(({ raw }) => "notice_within" in raw);
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS t`,
      `USING ${rowsSource("rows", COLUMNS)} AS s`,
      "ON t.`alert_id` = s.`alert_id`",
      "WHEN MATCHED AND t.`schedule_cron` <=> s.was_cron AND t.`schedule_timezone` <=> s.was_zone",
      `  AND sha2(t.\`alert_query_template\`, 256) = s.was_query${saysTime ? " AND t.`notice_within` <=> s.was_notice" : ""}`,
      "THEN UPDATE SET `schedule_cron` = s.`schedule_cron`, `updated_by` = current_user(), `updated_at` = current_timestamp()",
    ].join("\n"),
    parameters: { rows: JSON.stringify(rows) },
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
