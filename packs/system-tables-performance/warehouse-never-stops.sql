-- How long each warehouse has been up since it last stopped, within 30 days.
-- https://docs.databricks.com/aws/en/admin/system-tables/warehouse-events
WITH events AS (
  SELECT
    workspace_id, warehouse_id, event_time,
    MAX(CASE WHEN event_type = 'STOPPED' THEN event_time END)
      OVER (PARTITION BY workspace_id, warehouse_id) AS stopped_at
  FROM system.compute.warehouse_events
  WHERE event_time >= current_timestamp() - INTERVAL 30 DAYS
)
SELECT
  workspace_id,
  warehouse_id,
  timestampdiff(HOUR, MIN(event_time), current_timestamp()) AS hours_up,
  concat(
    'Warehouse ', warehouse_id, ' in workspace ', workspace_id, ' has been up since ',
    date_format(MIN(event_time), 'yyyy-MM-dd HH:mm'), ' UTC'
  ) AS alert_message
FROM events
WHERE stopped_at IS NULL OR event_time > stopped_at
GROUP BY workspace_id, warehouse_id
ORDER BY hours_up DESC, workspace_id, warehouse_id
LIMIT 10
