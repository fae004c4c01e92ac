-- What data quality monitoring found in the last 4 days: https://docs.databricks.com/aws/en/admin/system-tables/data-quality-monitoring
-- Of twelve tables orders has not been written for half a day, and much depends on it.

CREATE SCHEMA IF NOT EXISTS system.data_quality_monitoring;

CREATE OR REPLACE VIEW system.data_quality_monitoring.table_results COMMENT 'Verdicts on monitored tables (a generated sample)' AS
WITH tables AS (
  SELECT * FROM VALUES
    ('sales', 'orders', 5000, 3), ('sales', 'customers', 800, 2), ('sales', 'returns', 300, 1), ('sales', 'prices', 60, 1),
    ('web', 'clicks', 90000, 2), ('web', 'sessions', 30000, 2), ('web', 'searches', 12000, 1), ('web', 'pages', 40, 0),
    ('finance', 'invoices', 700, 3), ('finance', 'payments', 650, 3), ('finance', 'rates', 24, 1), ('hr', 'staff', 5, 0)
  AS tables(schema_name, table_name, daily_rows, impact)
),
scans AS (
  SELECT tables.*, timestampadd(HOUR, -2 - 8 * CAST(numbers.id AS INT), date_trunc('HOUR', current_timestamp())) AS event_time,
    table_name = 'orders' AND numbers.id < 2 AS is_stale
  FROM range(12) AS numbers, tables
)
SELECT
  event_time,
  'main' AS catalog_name,
  schema_name,
  table_name,
  md5('main') AS catalog_id,
  md5(schema_name) AS schema_id,
  md5(concat(schema_name, table_name)) AS table_id,
  CASE WHEN is_stale THEN 'Unhealthy' WHEN table_name = 'staff' THEN 'Unknown' ELSE 'Healthy' END AS status,
  named_struct(
    'status', IF(is_stale, 'Unhealthy', 'Healthy'),
    'commit_freshness', named_struct(
      'status', IF(is_stale, 'Unhealthy', 'Healthy'),
      'error_code', CAST(NULL AS STRING),
      'last_value', IF(is_stale, timestampadd(HOUR, -15, date_trunc('HOUR', current_timestamp())), timestampadd(HOUR, -1, event_time)),
      'predicted_value', IF(is_stale, timestampadd(HOUR, -11, date_trunc('HOUR', current_timestamp())), timestampadd(HOUR, 3, event_time))
    )
  ) AS freshness,
  named_struct(
    'status', 'Healthy',
    'total_row_count', named_struct(
      'status', 'Healthy', 'error_code', CAST(NULL AS STRING), 'last_value', CAST(daily_rows * 365 AS BIGINT),
      'min_predicted_value', CAST(daily_rows * 360 AS BIGINT), 'max_predicted_value', CAST(daily_rows * 370 AS BIGINT)
    ),
    'daily_row_count', named_struct(
      'status', 'Healthy', 'error_code', CAST(NULL AS STRING), 'last_value', CAST(daily_rows AS BIGINT),
      'min_predicted_value', CAST(daily_rows * 9 DIV 10 AS BIGINT), 'max_predicted_value', CAST(daily_rows * 11 DIV 10 AS BIGINT)
    )
  ) AS completeness,
  named_struct(
    'impact_level', impact, 'num_downstream_tables', impact * 4, 'num_queries_on_affected_tables', impact * 310
  ) AS downstream_impact,
  named_struct(
    'upstream_jobs', CAST(array() AS ARRAY<STRUCT<job_id: STRING, workspace_id: STRING, job_name: STRING, last_run_status: STRING, run_page_url: STRING>>)
  ) AS root_cause_analysis
FROM scans;
