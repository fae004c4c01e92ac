-- The 95th percentile of each warehouse's query times in the last 24 hours against that of the 7 days before.
-- https://docs.databricks.com/aws/en/admin/system-tables/query-history
WITH finished AS (
  SELECT
    workspace_id,
    compute.warehouse_id AS warehouse_id,
    total_duration_ms / 1000 AS seconds,
    start_time >= current_timestamp() - INTERVAL 24 HOURS AS is_recent
  FROM system.query.history
  WHERE start_time >= current_timestamp() - INTERVAL 8 DAYS
    AND execution_status = 'FINISHED'
    AND compute.warehouse_id IS NOT NULL
),
warehouses AS (
  SELECT
    workspace_id,
    warehouse_id,
    percentile(CASE WHEN is_recent THEN seconds END, 0.95) AS recent_seconds,
    percentile(CASE WHEN NOT is_recent THEN seconds END, 0.95) AS usual_seconds
  FROM finished
  GROUP BY workspace_id, warehouse_id
  HAVING count_if(is_recent) >= ${min_queries} AND count_if(NOT is_recent) >= ${min_queries}
)
SELECT
  workspace_id,
  warehouse_id,
  ROUND(100 * recent_seconds / GREATEST(usual_seconds, ${floor_seconds}), 1) AS p95_pct_of_usual,
  ROUND(recent_seconds, 1) AS recent_seconds,
  ROUND(usual_seconds, 1) AS usual_seconds,
  concat(
    'Of warehouse ', warehouse_id, ' in workspace ', workspace_id, ' one query in 20 took more than ',
    ROUND(recent_seconds, 1), ' s in the last 24 hours, and ', ROUND(usual_seconds, 1), ' s in the week before'
  ) AS alert_message
FROM warehouses
ORDER BY p95_pct_of_usual DESC, workspace_id, warehouse_id
LIMIT 10
