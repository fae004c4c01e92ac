-- How long each scheduled job has not started, as a multiple of its longest pause within 28 days.
-- https://docs.databricks.com/aws/en/admin/system-tables/jobs
WITH starts AS (
  SELECT workspace_id, job_id, run_id, MIN(period_start_time) AS started_at
  FROM system.lakeflow.job_run_timeline
  WHERE period_start_time >= current_timestamp() - INTERVAL 28 DAYS
    AND run_type = 'JOB_RUN'
    AND trigger_type = 'CRON'
  GROUP BY workspace_id, job_id, run_id
),
pauses AS (
  SELECT
    workspace_id, job_id, started_at,
    timestampdiff(
      MINUTE, LAG(started_at) OVER (PARTITION BY workspace_id, job_id ORDER BY started_at, run_id), started_at
    ) AS pause_minutes
  FROM starts
)
SELECT
  p.workspace_id,
  p.job_id,
  ROUND(
    timestampdiff(MINUTE, MAX(p.started_at), current_timestamp()) / GREATEST(MAX(p.pause_minutes), ${floor_pause_minutes}), 1
  ) AS pauses_missed,
  concat(
    'Job ', p.job_id, ' in workspace ', p.workspace_id, ' last started at ',
    date_format(MAX(p.started_at), 'yyyy-MM-dd HH:mm'), ' UTC; its longest pause before was ',
    ROUND(MAX(p.pause_minutes) / 60, 1), ' hours'
  ) AS alert_message
FROM pauses AS p
WHERE NOT EXISTS (
  SELECT 1 FROM system.lakeflow.jobs AS j
  WHERE j.workspace_id = p.workspace_id AND j.job_id = p.job_id AND j.delete_time IS NOT NULL
)
GROUP BY p.workspace_id, p.job_id
HAVING COUNT(p.pause_minutes) >= ${min_runs}
ORDER BY pauses_missed DESC, p.workspace_id, p.job_id
LIMIT 10
