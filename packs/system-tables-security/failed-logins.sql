-- Refused log-ins of each user within an hour of the clock, in the last 6 hours.
-- https://docs.databricks.com/aws/en/admin/system-tables/audit-logs
-- https://docs.databricks.com/aws/en/admin/account-settings/audit-logs
SELECT
  COALESCE(user_identity.email, request_params['user'], 'unknown') AS user_name,
  date_trunc('HOUR', event_time) AS hour,
  COUNT(*) AS failed_logins,
  concat(
    COUNT(*), ' log-ins of ', COALESCE(user_identity.email, request_params['user'], 'unknown'),
    ' were refused in the hour from ', date_format(date_trunc('HOUR', event_time), 'yyyy-MM-dd HH:mm'), ' UTC, from ',
    COUNT(DISTINCT source_ip_address), ' addresses, in workspace ', MAX(workspace_id)
  ) AS alert_message
FROM system.access.audit
WHERE event_date >= date_sub(current_date(), 1)
  AND event_time >= current_timestamp() - INTERVAL 6 HOURS
  AND service_name = 'accounts'
  AND action_name IN (
    'login', 'tokenLogin', 'samlLogin', 'jwtLogin', 'certLogin', 'oidcBrowserLogin', 'oidcTokenAuthorization',
    'aadBrowserLogin', 'aadTokenLogin'
  )
  AND response.status_code IN (401, 403)
GROUP BY COALESCE(user_identity.email, request_params['user'], 'unknown'), date_trunc('HOUR', event_time)
ORDER BY failed_logins DESC, hour DESC, user_name
LIMIT 10
