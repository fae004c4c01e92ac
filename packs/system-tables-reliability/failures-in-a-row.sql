-- How often each job has failed since it last succeeded, within 7 days. Only the last part of a run has a result.
-- https://docs.databricks.com/aws/en/admin/system-tables/jobs
WITH finished AS (
  SELECT
    workspace_id, job_id, period_end_time, termination_code,
    MAX(CASE WHEN result_state = 'SUCCEEDED' THEN period_end_time END)
      OVER (PARTITION BY workspace_id, job_id) AS succeeded_at
  FROM system.lakeflow.job_run_timeline
  WHERE period_end_time >= current_timestamp() - INTERVAL 7 DAYS
    AND result_state IN ('SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ERROR')
    AND run_type = 'JOB_RUN'
)
SELECT
  workspace_id,
  job_id,
  COUNT(*) AS failures_in_a_row,
  concat(
    'Job ', job_id, ' in workspace ', workspace_id, ' has failed ', COUNT(*), ' times in a row, last at ',
    date_format(MAX(period_end_time), 'yyyy-MM-dd HH:mm'), ' UTC: ',
    COALESCE(max_by(termination_code, period_end_time), 'no code')
  ) AS alert_message
FROM finished
WHERE succeeded_at IS NULL OR period_end_time > succeeded_at
GROUP BY workspace_id, job_id
ORDER BY failures_in_a_row DESC, workspace_id, job_id
LIMIT 10
