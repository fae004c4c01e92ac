-- For how many days each alert has been firing without a pause, within 30 days.
-- https://docs.databricks.com/aws/en/admin/system-tables/alerts
WITH named AS (
  SELECT workspace_id, alert_id, max_by(display_name, change_time) AS display_name
  FROM system.alert.alerts
  GROUP BY workspace_id, alert_id
  HAVING MAX(delete_time) IS NULL
),
evaluated AS (
  SELECT
    workspace_id, alert_id, start_time,
    MAX(CASE WHEN evaluated_state = 'OK' THEN start_time END)
      OVER (PARTITION BY workspace_id, alert_id) AS ok_at
  FROM system.alert.alert_evaluation_history
  WHERE start_time >= current_timestamp() - INTERVAL 30 DAYS
    -- An evaluation that failed says neither that it fires nor that it does not.
    AND evaluated_state IN ('OK', 'TRIGGERED')
)
SELECT
  e.workspace_id,
  e.alert_id,
  timestampdiff(DAY, MIN(e.start_time), current_timestamp()) AS days_firing,
  concat(
    n.display_name, ' in workspace ', e.workspace_id, ' has been firing since ',
    date_format(MIN(e.start_time), 'yyyy-MM-dd HH:mm'), ' UTC'
  ) AS alert_message
FROM evaluated AS e
JOIN named AS n ON n.workspace_id = e.workspace_id AND n.alert_id = e.alert_id
WHERE e.ok_at IS NULL OR e.start_time > e.ok_at
GROUP BY e.workspace_id, e.alert_id, n.display_name
ORDER BY days_firing DESC, e.workspace_id, e.alert_id
LIMIT 10
