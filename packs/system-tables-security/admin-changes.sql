-- Changes of who is an administrator, in the last 6 hours.
-- https://docs.databricks.com/aws/en/admin/system-tables/audit-logs
-- https://docs.databricks.com/aws/en/admin/account-settings/audit-logs
-- Events of the account have the workspace 0.
SELECT
  COUNT(*) AS changes,
  COALESCE(
    NULLIF(
      array_join(
        slice(
          array_sort(
            collect_list(
              concat(
                date_format(event_time, 'yyyy-MM-dd HH:mm'), ' UTC, workspace ', workspace_id, ': ', action_name, ' by ',
                COALESCE(user_identity.email, 'unknown'), ' for ', COALESCE(request_params['targetUserName'], 'unknown')
              )
            )
          ),
          1, 20
        ),
        '; '
      ),
      ''
    ),
    'no change'
  ) AS alert_message
FROM system.access.audit
WHERE event_date >= date_sub(current_date(), 1)
  AND event_time >= current_timestamp() - INTERVAL 6 HOURS
  AND (
    action_name IN ('setAccountAdmin', 'removeAccountAdmin', 'setAdmin', 'removeAdmin', 'changeAccountOwner')
    OR (
      action_name IN ('addPrincipalToGroup', 'removePrincipalFromGroup')
      AND request_params['targetGroupName'] = 'admins'
    )
  )
