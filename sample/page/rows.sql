-- For the local workspace's page: the row that an alert was made from, who answers for it, and what to do when it fires.
SELECT databricks_alert_id, told.label, told.text, CAST(NULL AS STRING)
FROM (
  SELECT
    databricks_alert_id,
    explode(array(
      named_struct('label', 'Row', 'text', alert_id),
      named_struct('label', 'Owner', 'text', owner),
      named_struct('label', 'Runbook', 'text', runbook_url)
    )) AS told
  FROM health_monitor.gold.alert_configurations
)
WHERE databricks_alert_id IS NOT NULL AND told.text IS NOT NULL
