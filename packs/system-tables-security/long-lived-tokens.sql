-- How long each personal access token is to live that was made yesterday; 36,500 days where it has no end.
-- https://docs.databricks.com/aws/en/admin/system-tables/audit-logs
-- https://docs.databricks.com/aws/en/admin/account-settings/audit-logs
WITH tokens AS (
  SELECT
    event_id, event_time, workspace_id,
    COALESCE(user_identity.email, 'unknown') AS user_name,
    TRY_CAST(request_params['tokenExpirationTime'] AS BIGINT) AS expires_ms
  FROM system.access.audit
  WHERE event_date = date_sub(current_date(), 1)
    AND action_name = 'generateDbToken'
    AND response.status_code = 200
)
SELECT
  user_name,
  CASE
    WHEN expires_ms > 0 THEN timestampdiff(DAY, event_time, timestamp_millis(expires_ms))
    ELSE 36500
  END AS lifetime_days,
  concat(
    user_name, ' made a token in workspace ', workspace_id, ' at ', date_format(event_time, 'yyyy-MM-dd HH:mm'), ' UTC, ',
    CASE
      WHEN expires_ms > 0 THEN concat('valid until ', date_format(timestamp_millis(expires_ms), 'yyyy-MM-dd'))
      ELSE 'without an end'
    END
  ) AS alert_message
FROM tokens
ORDER BY lifetime_days DESC, event_time, event_id
LIMIT 10
