-- Share of the monitored tables whose latest verdict is unhealthy, of those that have one.
-- https://docs.databricks.com/aws/en/admin/system-tables/data-quality-monitoring
WITH latest AS (
  SELECT
    concat(catalog_name, '.', schema_name, '.', table_name) AS full_name,
    max_by(status, event_time) AS status
  FROM system.data_quality_monitoring.table_results
  WHERE event_time >= current_timestamp() - INTERVAL 2 DAYS
  GROUP BY catalog_name, schema_name, table_name
)
SELECT
  ROUND(100 * count_if(status = 'Unhealthy') / COUNT(*), 1) AS unhealthy_pct,
  concat(
    count_if(status = 'Unhealthy'), ' of ', COUNT(*), ' monitored tables are unhealthy: ',
    array_join(slice(array_sort(collect_list(CASE WHEN status = 'Unhealthy' THEN full_name END)), 1, 10), ', ')
  ) AS alert_message
FROM latest
-- Tables whose usual behaviour is still being learnt have no verdict.
WHERE status IN ('Healthy', 'Unhealthy')
HAVING COUNT(*) > 0
