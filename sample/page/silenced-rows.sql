-- For the local workspace's page: rows that are silenced, once that is deployed.
SELECT
  databricks_alert_id,
  'Silenced',
  concat('until ', date_format(silenced_until, 'yyyy-MM-dd HH:mm'), ' UTC: ', silence_reason),
  concat('quiet until ', date_format(silenced_until, "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"))
FROM health_monitor.gold.alert_configurations
WHERE silenced_until > now()
