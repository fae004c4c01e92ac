SELECT * FROM `health_monitor`.`Gold`.`alert_configurations` ORDER BY alert_id;

SELECT * FROM `health_monitor`.`Gold`.`notification_destinations` ORDER BY destination_id;

SHOW TBLPROPERTIES `health_monitor`.`Gold`.`alert_configurations`;

SELECT table_name, column_name, full_data_type, is_nullable, column_default, comment
FROM `health_monitor`.information_schema.columns
WHERE table_schema = :schema AND table_name IN (:table1, :table2)
ORDER BY table_name, ordinal_position;

SELECT table_name, constraint_name, constraint_type, column_name
FROM `health_monitor`.information_schema.table_constraints
LEFT JOIN (SELECT constraint_schema, constraint_name, column_name FROM `health_monitor`.information_schema.key_column_usage) AS k
USING (constraint_schema, constraint_name)
WHERE table_schema = :schema AND table_name IN (:table1, :table2)
ORDER BY table_name, constraint_name;

MERGE INTO `health_monitor`.`Gold`.`alert_configurations` AS t
USING (SELECT o.* FROM (SELECT explode(from_json(:rows, 'ARRAY<STRUCT<alert_id: STRING, alert_name: STRING, alert_description: STRING, agent_domain: STRING, severity: STRING, alert_query_template: STRING, query_source: STRING, threshold_column: STRING, threshold_operator: STRING, threshold_value_type: STRING, threshold_value_double: DOUBLE, empty_result_state: STRING, aggregation_type: STRING, schedule_cron: STRING, schedule_timezone: STRING, pause_status: STRING, is_enabled: BOOLEAN, notification_channels: ARRAY<STRING>, notify_on_ok: BOOLEAN, retrigger_seconds: INT, use_custom_template: BOOLEAN, custom_subject_template: STRING, custom_body_template: STRING, owner: STRING, created_by: STRING, tags: MAP<STRING,STRING>>>')) AS o)) AS s
ON t.`alert_id` = s.`alert_id` OR (t.`severity` = s.`severity` AND t.`alert_name` = s.`alert_name`)
WHEN NOT MATCHED THEN INSERT (`alert_id`, `alert_name`, `alert_description`, `agent_domain`, `severity`, `alert_query_template`, `query_source`, `threshold_column`, `threshold_operator`, `threshold_value_type`, `threshold_value_double`, `empty_result_state`, `aggregation_type`, `schedule_cron`, `schedule_timezone`, `pause_status`, `is_enabled`, `notification_channels`, `notify_on_ok`, `retrigger_seconds`, `use_custom_template`, `custom_subject_template`, `custom_body_template`, `owner`, `created_by`, `tags`, `created_at`)
VALUES (s.`alert_id`, s.`alert_name`, s.`alert_description`, s.`agent_domain`, s.`severity`, s.`alert_query_template`, s.`query_source`, s.`threshold_column`, s.`threshold_operator`, s.`threshold_value_type`, s.`threshold_value_double`, s.`empty_result_state`, s.`aggregation_type`, s.`schedule_cron`, s.`schedule_timezone`, s.`pause_status`, s.`is_enabled`, s.`notification_channels`, s.`notify_on_ok`, s.`retrigger_seconds`, s.`use_custom_template`, s.`custom_subject_template`, s.`custom_body_template`, s.`owner`, s.`created_by`, s.`tags`, current_timestamp());

MERGE INTO `health_monitor`.`Gold`.`alert_configurations` AS t
USING (SELECT o.* FROM (SELECT explode(from_json(:outcomes, 'ARRAY<STRUCT<alert_id: STRING, status: STRING, databricks_alert_id: STRING, deleted_id: STRING, display_name: STRING, error: STRING, synced_at: TIMESTAMP, hash: STRING>>')) AS o)) AS s
ON t.alert_id = s.alert_id
WHEN MATCHED AND s.status = 'DELETED' AND t.databricks_alert_id = s.deleted_id THEN UPDATE SET
  databricks_alert_id = NULL, databricks_display_name = NULL,
  last_synced_at = s.synced_at, last_sync_status = s.status, last_sync_error = NULL, last_synced_hash = NULL
WHEN MATCHED AND s.status = 'ERROR' THEN UPDATE SET
  databricks_alert_id = CASE WHEN s.databricks_alert_id IS NOT NULL THEN s.databricks_alert_id
    WHEN t.databricks_alert_id = s.deleted_id THEN NULL ELSE t.databricks_alert_id END,
  last_synced_at = s.synced_at, last_sync_status = s.status, last_sync_error = s.error
WHEN MATCHED AND s.status IN ('CREATED', 'UPDATED', 'UNCHANGED') THEN UPDATE SET
  databricks_alert_id = s.databricks_alert_id, databricks_display_name = s.display_name,
  last_synced_at = s.synced_at, last_sync_status = s.status, last_sync_error = NULL, last_synced_hash = s.hash;

INSERT INTO `health_monitor`.`Gold`.`alert_sync_metrics`
(`sync_run_id`, `sync_started_at`, `sync_ended_at`, `total_alerts`, `success_count`, `error_count`, `created_count`, `updated_count`, `deleted_count`, `skipped_count`, `avg_api_latency_ms`, `max_api_latency_ms`, `min_api_latency_ms`, `p95_api_latency_ms`, `total_duration_seconds`, `dry_run`, `catalog`, `gold_schema`, `error_summary`, `record_created_timestamp`)
SELECT :sync_run_id, CAST(:sync_started_at AS TIMESTAMP), CAST(:sync_ended_at AS TIMESTAMP), :total_alerts, :success_count, :error_count, :created_count, :updated_count, :deleted_count, :skipped_count, :avg_api_latency_ms, :max_api_latency_ms, :min_api_latency_ms, :p95_api_latency_ms, :total_duration_seconds, :dry_run, :catalog, :gold_schema, :error_summary, current_timestamp()
WHERE NOT EXISTS (SELECT 1 FROM `health_monitor`.`Gold`.`alert_sync_metrics` WHERE sync_run_id = :sync_run_id);

UPDATE `health_monitor`.`Gold`.`alert_sync_metrics`
SET `sync_started_at` = CAST(:sync_started_at AS TIMESTAMP), `sync_ended_at` = CAST(:sync_ended_at AS TIMESTAMP), `total_alerts` = :total_alerts, `success_count` = :success_count, `error_count` = :error_count, `created_count` = :created_count, `updated_count` = :updated_count, `deleted_count` = :deleted_count, `skipped_count` = :skipped_count, `avg_api_latency_ms` = :avg_api_latency_ms, `max_api_latency_ms` = :max_api_latency_ms, `min_api_latency_ms` = :min_api_latency_ms, `p95_api_latency_ms` = :p95_api_latency_ms, `total_duration_seconds` = :total_duration_seconds, `dry_run` = :dry_run, `catalog` = :catalog, `gold_schema` = :gold_schema, `error_summary` = :error_summary
WHERE sync_run_id = :sync_run_id;

DESCRIBE HISTORY `health_monitor`.`Gold`.`alert_configurations` LIMIT 500;

SELECT * FROM table_changes(:feed, :from_version)
WHERE alert_id IN (SELECT explode(from_json(:alert_ids, 'ARRAY<STRING>')))
ORDER BY _commit_version DESC LIMIT 2000;
