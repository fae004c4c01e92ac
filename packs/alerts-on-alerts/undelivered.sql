-- Notifications of each alert that could not be delivered, in the last 12 hours.
-- https://docs.databricks.com/aws/en/admin/system-tables/alerts
WITH named AS (
  SELECT workspace_id, alert_id, max_by(display_name, change_time) AS display_name
  FROM system.alert.alerts
  GROUP BY workspace_id, alert_id
)
SELECT
  h.workspace_id,
  h.alert_id,
  SUM(cardinality(h.failed_subscriptions)) AS undelivered,
  concat(
    SUM(cardinality(h.failed_subscriptions)), ' notifications of ', COALESCE(n.display_name, h.alert_id), ' in workspace ',
    h.workspace_id, ' were not delivered, last at ', date_format(MAX(h.start_time), 'yyyy-MM-dd HH:mm'), ' UTC'
  ) AS alert_message
FROM system.alert.alert_evaluation_history AS h
LEFT JOIN named AS n ON n.workspace_id = h.workspace_id AND n.alert_id = h.alert_id
WHERE h.start_time >= current_timestamp() - INTERVAL 12 HOURS
  AND cardinality(h.failed_subscriptions) > 0
GROUP BY h.workspace_id, h.alert_id, n.display_name
ORDER BY undelivered DESC, h.workspace_id, h.alert_id
LIMIT 10
