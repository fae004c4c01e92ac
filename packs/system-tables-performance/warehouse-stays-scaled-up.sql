-- How long ago each warehouse was scaled up that has not changed since.
-- https://docs.databricks.com/aws/en/admin/system-tables/warehouse-events
SELECT
  workspace_id,
  warehouse_id,
  timestampdiff(HOUR, MAX(event_time), current_timestamp()) AS hours_scaled_up,
  concat(
    'Warehouse ', warehouse_id, ' in workspace ', workspace_id, ' has had ', max_by(cluster_count, event_time),
    ' clusters since ', date_format(MAX(event_time), 'yyyy-MM-dd HH:mm'), ' UTC'
  ) AS alert_message
FROM system.compute.warehouse_events
WHERE event_time >= current_timestamp() - INTERVAL 7 DAYS
GROUP BY workspace_id, warehouse_id
HAVING max_by(event_type, event_time) = 'SCALED_UP'
ORDER BY hours_scaled_up DESC, workspace_id, warehouse_id
LIMIT 10
