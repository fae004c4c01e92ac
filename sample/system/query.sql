-- Queries of the last 9 days on four SQL warehouses: https://docs.databricks.com/aws/en/admin/system-tables/query-history

CREATE SCHEMA IF NOT EXISTS system.query;

CREATE OR REPLACE VIEW system.query.history COMMENT 'Queries that have ended (a generated sample)' AS
WITH warehouses AS (
  -- every: minutes between two queries
  SELECT * FROM VALUES
    ('1001000000000001', 'wh0100', 6, 'analyst@example.com'), ('1001000000000003', 'wh0300', 30, 'team-3@example.com'),
    ('1001000000000004', 'wh0400', 20, 'dashboards@example.com'), ('1001000000000005', 'wh0500', 60, 'developer@example.com')
  AS warehouses(workspace_id, warehouse_id, every, executed_by)
),
queries AS (
  SELECT warehouses.*, CAST(numbers.id AS INT) AS n,
    timestampadd(
      MINUTE, every * CAST(numbers.id AS INT) % 1440, CAST(date_sub(current_date(), CAST(days.id AS INT)) AS TIMESTAMP)
    ) AS start_time,
    (CAST(numbers.id AS INT) * 37 + CAST(days.id AS INT) * 11) % 101 AS dice
  FROM range(9) AS days, range(240) AS numbers, warehouses
  WHERE every * CAST(numbers.id AS INT) < 1440
),
timed AS (
  SELECT *, 400 + dice * dice + IF(dice = 100, 20000, 0) AS total_ms FROM queries
)
SELECT
  '10ca1000-0000-4000-8000-000000000000' AS account_id,
  workspace_id,
  concat(warehouse_id, '-', date_format(start_time, 'yyyyMMddHHmm')) AS statement_id,
  executed_by,
  concat('session-', warehouse_id) AS session_id,
  CASE WHEN dice = 50 THEN 'FAILED' WHEN dice = 51 THEN 'CANCELED' ELSE 'FINISHED' END AS execution_status,
  named_struct('type', 'WAREHOUSE', 'cluster_id', CAST(NULL AS STRING), 'warehouse_id', warehouse_id) AS compute,
  '1000000000000001' AS executed_by_user_id,
  concat('SELECT * FROM main.sales.orders WHERE part = ', n % 12) AS statement_text,
  'SELECT' AS statement_type,
  IF(dice = 50, '[TABLE_OR_VIEW_NOT_FOUND] The table or view `orders` cannot be found.', CAST(NULL AS STRING)) AS error_message,
  'Databricks SQL Editor' AS client_application,
  CAST(NULL AS STRING) AS client_driver,
  CAST(NULL AS STRING) AS cache_origin_statement_id,
  CAST(total_ms AS BIGINT) AS total_duration_ms,
  CAST(0 AS BIGINT) AS waiting_for_compute_duration_ms,
  CAST(IF(dice > 90, dice * 20, 0) AS BIGINT) AS waiting_at_capacity_duration_ms,
  CAST(total_ms - 100 AS BIGINT) AS execution_duration_ms,
  CAST(60 AS BIGINT) AS compilation_duration_ms,
  CAST(total_ms * 3 AS BIGINT) AS total_task_duration_ms,
  CAST(20 AS BIGINT) AS result_fetch_duration_ms,
  start_time,
  timestampadd(SECOND, CAST(total_ms DIV 1000 AS INT) + 1, start_time) AS end_time,
  timestampadd(MINUTE, 20, start_time) AS update_time,
  CAST(NULL AS BIGINT) AS read_partitions,
  CAST(NULL AS BIGINT) AS pruned_files,
  CAST(NULL AS BIGINT) AS read_files,
  CAST(dice * 1000 AS BIGINT) AS read_rows,
  CAST(dice AS BIGINT) AS produced_rows,
  CAST(dice * 1048576 AS BIGINT) AS read_bytes,
  CAST(NULL AS INT) AS read_io_cache_percent,
  dice % 7 = 0 AS from_result_cache,
  CAST(IF(dice > 93, dice * 10485760, 0) AS BIGINT) AS spilled_local_bytes,
  CAST(NULL AS BIGINT) AS written_bytes,
  CAST(NULL AS BIGINT) AS written_rows,
  CAST(NULL AS BIGINT) AS written_files,
  CAST(dice * 65536 AS BIGINT) AS shuffle_read_bytes,
  CAST(NULL AS STRUCT<job_info: STRUCT<job_id: STRING, job_run_id: STRING, job_task_run_id: STRING>, legacy_dashboard_id: STRING, dashboard_id: STRING, alert_id: STRING, notebook_id: STRING, sql_query_id: STRING, genie_space_id: STRING, pipeline_info: STRUCT<pipeline_id: STRING, update_id: STRING>>) AS query_source,
  CAST(NULL AS STRUCT<named_parameters: MAP<STRING, STRING>, pos_parameters: ARRAY<STRING>, is_truncated: BOOLEAN>) AS query_parameters,
  executed_by AS executed_as,
  CAST(NULL AS STRING) AS executed_as_user_id,
  CAST(NULL AS MAP<STRING, STRING>) AS query_tags
FROM timed
-- A query is on record half an hour after it began.
WHERE timestampadd(MINUTE, 30, start_time) <= current_timestamp();
