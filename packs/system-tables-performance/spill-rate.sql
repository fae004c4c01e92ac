-- Share of each warehouse's queries that ran out of memory and wrote to disk, in the last 24 hours.
-- https://docs.databricks.com/aws/en/admin/system-tables/query-history
SELECT
  workspace_id,
  compute.warehouse_id AS warehouse_id,
  ROUND(100 * count_if(spilled_local_bytes > 0) / COUNT(*), 1) AS spill_pct,
  concat(
    count_if(spilled_local_bytes > 0), ' of ', COUNT(*), ' queries on warehouse ', compute.warehouse_id,
    ' in workspace ', workspace_id, ' spilled to disk, ',
    ROUND(COALESCE(SUM(spilled_local_bytes), 0) / 1073741824, 1), ' GiB together'
  ) AS alert_message
FROM system.query.history
WHERE start_time >= current_timestamp() - INTERVAL 24 HOURS
  AND execution_status = 'FINISHED'
  AND compute.warehouse_id IS NOT NULL
GROUP BY workspace_id, compute.warehouse_id
HAVING COUNT(*) >= ${min_queries}
ORDER BY spill_pct DESC, workspace_id, warehouse_id
LIMIT 10
