-- How long ago the next commit was expected of tables that the monitoring calls stale.
-- https://docs.databricks.com/aws/en/admin/system-tables/data-quality-monitoring
WITH latest AS (
  SELECT catalog_name, schema_name, table_name, freshness
  FROM system.data_quality_monitoring.table_results
  WHERE event_time >= current_timestamp() - INTERVAL 2 DAYS
  QUALIFY row_number() OVER (PARTITION BY catalog_name, schema_name, table_name ORDER BY event_time DESC) = 1
)
SELECT
  concat(catalog_name, '.', schema_name, '.', table_name) AS full_name,
  timestampdiff(HOUR, freshness.commit_freshness.predicted_value, current_timestamp()) AS hours_overdue,
  concat(
    catalog_name, '.', schema_name, '.', table_name, ' was last written at ',
    COALESCE(date_format(freshness.commit_freshness.last_value, 'yyyy-MM-dd HH:mm'), 'an unknown time'), ' UTC and was expected at ',
    date_format(freshness.commit_freshness.predicted_value, 'yyyy-MM-dd HH:mm'), ' UTC'
  ) AS alert_message
FROM latest
WHERE freshness.status = 'Unhealthy'
  AND freshness.commit_freshness.predicted_value IS NOT NULL
ORDER BY hours_overdue DESC, full_name
LIMIT 10
