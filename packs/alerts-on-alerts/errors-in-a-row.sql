-- How often each alert has ended in ERROR since it was last evaluated without one, within 8 days.
-- https://docs.databricks.com/aws/en/admin/system-tables/alerts
WITH named AS (
  SELECT workspace_id, alert_id, max_by(display_name, change_time) AS display_name
  FROM system.alert.alerts
  GROUP BY workspace_id, alert_id
  HAVING MAX(delete_time) IS NULL
),
evaluated AS (
  SELECT
    workspace_id, alert_id, start_time, error_message,
    MAX(CASE WHEN evaluated_state <> 'ERROR' THEN start_time END)
      OVER (PARTITION BY workspace_id, alert_id) AS worked_at
  FROM system.alert.alert_evaluation_history
  WHERE start_time >= current_timestamp() - INTERVAL 8 DAYS
)
SELECT
  e.workspace_id,
  e.alert_id,
  COUNT(*) AS errors_in_a_row,
  concat(
    n.display_name, ' in workspace ', e.workspace_id, ' has ended in ERROR ', COUNT(*), ' times in a row: ',
    COALESCE(left(max_by(e.error_message, e.start_time), 200), 'no message')
  ) AS alert_message
FROM evaluated AS e
JOIN named AS n ON n.workspace_id = e.workspace_id AND n.alert_id = e.alert_id
WHERE e.worked_at IS NULL OR e.start_time > e.worked_at
GROUP BY e.workspace_id, e.alert_id, n.display_name
ORDER BY errors_in_a_row DESC, e.workspace_id, e.alert_id
LIMIT 10
