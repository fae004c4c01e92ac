-- Alerts whose owner was removed: the service shows Unavailable instead of a name.
-- https://docs.databricks.com/aws/en/admin/system-tables/alerts
WITH latest AS (
  SELECT
    workspace_id, alert_id,
    max_by(display_name, change_time) AS display_name,
    max_by(owned_by, change_time) AS owned_by
  FROM system.alert.alerts
  GROUP BY workspace_id, alert_id
  HAVING MAX(delete_time) IS NULL
)
SELECT
  COUNT(*) AS ownerless_alerts,
  COALESCE(
    NULLIF(
      array_join(
        slice(array_sort(collect_list(concat(display_name, ' in workspace ', workspace_id))), 1, 20), '; '
      ),
      ''
    ),
    'none'
  ) AS alert_message
FROM latest
WHERE owned_by = 'Unavailable'
