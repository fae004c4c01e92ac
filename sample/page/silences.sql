-- For the local workspace's page: what is silenced by a row of alert_silences, where the alert heeds those.
SELECT
  databricks_alert_id,
  'Silenced',
  concat('until ', date_format(s.silenced_until, 'yyyy-MM-dd HH:mm'), ' UTC: ', reason),
  'alert_silences_in_force'
FROM health_monitor.gold.alert_silences_in_force AS s
JOIN health_monitor.gold.alert_configurations AS c ON c.alert_id = s.alert_id
