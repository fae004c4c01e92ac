-- How many updates of each pipeline have failed since one was completed, within 7 days.
-- https://docs.databricks.com/aws/en/admin/system-tables/jobs#pipeline-update-timeline-table-schema
WITH finished AS (
  SELECT
    workspace_id, pipeline_id, period_end_time,
    MAX(CASE WHEN result_state = 'COMPLETED' THEN period_end_time END)
      OVER (PARTITION BY workspace_id, pipeline_id) AS completed_at
  FROM system.lakeflow.pipeline_update_timeline
  WHERE period_end_time >= current_timestamp() - INTERVAL 7 DAYS
    AND result_state IN ('COMPLETED', 'FAILED')
)
SELECT
  workspace_id,
  pipeline_id,
  COUNT(*) AS failures_in_a_row,
  concat(
    'Pipeline ', pipeline_id, ' in workspace ', workspace_id, ' has failed ', COUNT(*), ' times in a row, last at ',
    date_format(MAX(period_end_time), 'yyyy-MM-dd HH:mm'), ' UTC'
  ) AS alert_message
FROM finished
WHERE completed_at IS NULL OR period_end_time > completed_at
GROUP BY workspace_id, pipeline_id
ORDER BY failures_in_a_row DESC, workspace_id, pipeline_id
LIMIT 10
