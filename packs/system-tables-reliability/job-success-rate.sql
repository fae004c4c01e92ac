-- Share of the job runs of the last 6 hours that succeeded, for each workspace. Only the last part of a run has a result.
-- https://docs.databricks.com/aws/en/admin/system-tables/jobs
SELECT
  workspace_id,
  ROUND(100 * count_if(result_state = 'SUCCEEDED') / COUNT(*), 1) AS success_pct,
  COUNT(*) AS runs,
  concat(
    count_if(result_state <> 'SUCCEEDED'), ' of ', COUNT(*), ' job runs in workspace ', workspace_id,
    ' failed in the last 6 hours'
  ) AS alert_message
FROM system.lakeflow.job_run_timeline
WHERE period_end_time >= current_timestamp() - INTERVAL 6 HOURS
  -- Runs that were cancelled or skipped say nothing of the job.
  AND result_state IN ('SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ERROR')
  AND run_type = 'JOB_RUN'
GROUP BY workspace_id
HAVING COUNT(*) >= ${min_runs}
ORDER BY success_pct, workspace_id
LIMIT 10
