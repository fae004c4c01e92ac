-- Requests for data that Unity Catalog refused to each user within an hour of the clock, in the last 6 hours.
-- https://docs.databricks.com/aws/en/admin/system-tables/audit-logs
-- https://docs.databricks.com/aws/en/admin/account-settings/audit-logs
SELECT
  COALESCE(user_identity.email, 'unknown') AS user_name,
  date_trunc('HOUR', event_time) AS hour,
  COUNT(*) AS refused_requests,
  concat(
    COALESCE(user_identity.email, 'unknown'), ' was refused ', COUNT(*), ' times in the hour from ',
    date_format(date_trunc('HOUR', event_time), 'yyyy-MM-dd HH:mm'), ' UTC, in workspace ', MAX(workspace_id),
    ', among others ', COALESCE(MIN(request_params['table_full_name']), 'something without a name')
  ) AS alert_message
FROM system.access.audit
WHERE event_date >= date_sub(current_date(), 1)
  AND event_time >= current_timestamp() - INTERVAL 6 HOURS
  AND service_name = 'unityCatalog'
  AND action_name IN (
    'generateTemporaryTableCredential', 'generateTemporaryVolumeCredential', 'generateTemporaryPathCredential'
  )
  AND response.status_code IN (401, 403)
GROUP BY COALESCE(user_identity.email, 'unknown'), date_trunc('HOUR', event_time)
ORDER BY refused_requests DESC, hour DESC, user_name
LIMIT 10
