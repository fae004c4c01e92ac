-- Unhealthy tables by how much depends on them; impact_level goes from 0 (nothing) to 4 (very much).
-- https://docs.databricks.com/aws/en/admin/system-tables/data-quality-monitoring
WITH latest AS (
  SELECT catalog_name, schema_name, table_name, status, downstream_impact
  FROM system.data_quality_monitoring.table_results
  WHERE event_time >= current_timestamp() - INTERVAL 2 DAYS
  QUALIFY row_number() OVER (PARTITION BY catalog_name, schema_name, table_name ORDER BY event_time DESC) = 1
)
SELECT
  concat(catalog_name, '.', schema_name, '.', table_name) AS full_name,
  COALESCE(downstream_impact.impact_level, 0) AS impact_level,
  concat(
    catalog_name, '.', schema_name, '.', table_name, ' is unhealthy; ',
    COALESCE(downstream_impact.num_downstream_tables, 0), ' tables and ',
    COALESCE(downstream_impact.num_queries_on_affected_tables, 0), ' queries depend on it'
  ) AS alert_message
FROM latest
WHERE status = 'Unhealthy'
ORDER BY impact_level DESC, full_name
LIMIT 10
