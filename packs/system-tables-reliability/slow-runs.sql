-- Each job's longest run of yesterday against the median of its runs in the 14 days before.
-- https://docs.databricks.com/aws/en/admin/system-tables/jobs
-- A long run has a row for each hour; its result stands in the last one. run_duration_seconds is not filled in reliably.
WITH runs AS (
  SELECT
    workspace_id, job_id, run_id,
    MAX(period_end_time) AS ended_at,
    timestampdiff(SECOND, MIN(period_start_time), MAX(period_end_time)) / 60 AS minutes
  FROM system.lakeflow.job_run_timeline
  WHERE period_end_time >= date_sub(current_date(), 15) AND period_end_time < current_date()
    AND run_type = 'JOB_RUN'
  GROUP BY workspace_id, job_id, run_id
  HAVING MAX(result_state) = 'SUCCEEDED'
),
jobs AS (
  SELECT
    workspace_id,
    job_id,
    MAX(minutes) FILTER (WHERE ended_at >= date_sub(current_date(), 1)) AS slowest_minutes,
    MEDIAN(minutes) FILTER (WHERE ended_at < date_sub(current_date(), 1)) AS usual_minutes
  FROM runs
  GROUP BY workspace_id, job_id
  HAVING COUNT(*) FILTER (WHERE ended_at < date_sub(current_date(), 1)) >= ${min_runs}
)
SELECT
  workspace_id,
  job_id,
  ROUND(100 * slowest_minutes / GREATEST(usual_minutes, ${floor_minutes}), 1) AS pct_of_usual,
  ROUND(slowest_minutes, 1) AS slowest_minutes,
  ROUND(usual_minutes, 1) AS usual_minutes,
  concat(
    'Job ', job_id, ' in workspace ', workspace_id, ' took ', ROUND(slowest_minutes, 1),
    ' minutes yesterday, and ', ROUND(usual_minutes, 1), ' as a rule'
  ) AS alert_message
FROM jobs
WHERE slowest_minutes IS NOT NULL
ORDER BY pct_of_usual DESC, workspace_id, job_id
LIMIT 10
