-- Rows of the last 24 hours, as a share of the fewest that the monitoring expected, of tables that it calls incomplete.
-- https://docs.databricks.com/aws/en/admin/system-tables/data-quality-monitoring
WITH latest AS (
  SELECT catalog_name, schema_name, table_name, completeness.daily_row_count AS daily
  FROM system.data_quality_monitoring.table_results
  WHERE event_time >= current_timestamp() - INTERVAL 2 DAYS
  QUALIFY row_number() OVER (PARTITION BY catalog_name, schema_name, table_name ORDER BY event_time DESC) = 1
)
SELECT
  concat(catalog_name, '.', schema_name, '.', table_name) AS full_name,
  ROUND(100 * COALESCE(daily.last_value, 0) / GREATEST(daily.min_predicted_value, 1), 1) AS pct_of_expected,
  concat(
    catalog_name, '.', schema_name, '.', table_name, ' got ', COALESCE(daily.last_value, 0),
    ' rows in 24 hours, where at least ', daily.min_predicted_value, ' were expected'
  ) AS alert_message
FROM latest
WHERE daily.status = 'Unhealthy'
  AND daily.min_predicted_value IS NOT NULL
ORDER BY pct_of_expected, full_name
LIMIT 10
