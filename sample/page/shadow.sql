-- For the local workspace's page: alerts that are only tried.
SELECT
  databricks_alert_id,
  'Shadow',
  concat('tells nobody', coalesce(concat('; to be decided by ', date_format(shadow_until, 'yyyy-MM-dd')), '')),
  '(shadow)'
FROM health_monitor.gold.alert_configurations
WHERE upper(trim(notification_mode)) = 'SHADOW'
