-- How long queries waited on average for room on each warehouse, in the last 3 hours.
-- https://docs.databricks.com/aws/en/admin/system-tables/query-history
SELECT
  workspace_id,
  compute.warehouse_id AS warehouse_id,
  ROUND(AVG(waiting_at_capacity_duration_ms) / 1000, 1) AS queue_seconds,
  concat(
    'Queries on warehouse ', compute.warehouse_id, ' in workspace ', workspace_id, ' waited ',
    ROUND(AVG(waiting_at_capacity_duration_ms) / 1000, 1), ' s on average, at most ',
    ROUND(MAX(waiting_at_capacity_duration_ms) / 1000, 1), ' s'
  ) AS alert_message
FROM system.query.history
WHERE start_time >= current_timestamp() - INTERVAL 3 HOURS
  AND compute.warehouse_id IS NOT NULL
GROUP BY workspace_id, compute.warehouse_id
HAVING COUNT(*) >= ${min_queries}
ORDER BY queue_seconds DESC, workspace_id, warehouse_id
LIMIT 10
