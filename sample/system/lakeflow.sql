-- Jobs, their runs of the last 29 days, and updates of pipelines: https://docs.databricks.com/aws/en/admin/system-tables/jobs
-- The job orders_ingest has failed for a day; all others run, and fail now and then.

CREATE SCHEMA IF NOT EXISTS system.lakeflow;

CREATE OR REPLACE VIEW system.lakeflow.jobs COMMENT 'Jobs, with a row for each change (a generated sample)' AS
SELECT
  '10ca1000-0000-4000-8000-000000000000' AS account_id,
  workspace_id,
  job_id,
  name,
  '1000000000000001' AS creator_id,
  map('team', 'data-platform') AS tags,
  TIMESTAMP'2026-01-05T09:00:00Z' AS change_time,
  IF(is_deleted, timestampadd(DAY, -9, current_timestamp()), CAST(NULL AS TIMESTAMP)) AS delete_time,
  '1000000000000001' AS run_as,
  CAST(NULL AS STRING) AS description,
  CAST(NULL AS STRUCT<file_arrival: STRING, periodic: STRING, schedule: STRING, table_update: STRING, continuous: STRING>) AS trigger,
  'CRON' AS trigger_type,
  CAST(NULL AS STRING) AS creator_user_name,
  CAST(NULL AS STRING) AS run_as_user_name,
  false AS paused,
  CAST(NULL AS BIGINT) AS timeout_seconds,
  CAST(NULL AS ARRAY<STRUCT<metric: STRING, operator: STRING, value: BIGINT>>) AS health_rules,
  CAST(NULL AS STRUCT<kind: STRING, metadata_file_path: STRING>) AS deployment,
  TIMESTAMP'2026-01-05T09:00:00Z' AS create_time
FROM VALUES
  ('1001000000000001', '7010', 'clicks_hourly', false), ('1001000000000001', '7011', 'sessions_hourly', false),
  ('1001000000000001', '7012', 'orders_hourly', false), ('1001000000000002', '7020', 'features_daily', false),
  ('1001000000000003', '7030', 'orders_ingest', false), ('1001000000000003', '7031', 'warehouse_daily', false),
  ('1001000000000004', '7040', 'campaigns_daily', false), ('1001000000000006', '7060', 'trial', true)
AS jobs(workspace_id, job_id, name, is_deleted);

CREATE OR REPLACE VIEW system.lakeflow.job_run_timeline COMMENT 'Runs of jobs, with a row for each hour (a generated sample)' AS
WITH jobs AS (
  -- every: hours between two starts; first: the hour of the day's first start
  SELECT * FROM VALUES
    ('1001000000000001', '7010', 1, 0, 9), ('1001000000000001', '7011', 1, 0, 14), ('1001000000000001', '7012', 1, 0, 6),
    ('1001000000000002', '7020', 24, 2, 41), ('1001000000000003', '7030', 6, 1, 12), ('1001000000000003', '7031', 24, 3, 33),
    ('1001000000000004', '7040', 24, 4, 18), ('1001000000000006', '7060', 24, 5, 7)
  AS jobs(workspace_id, job_id, every, first, minutes)
),
runs AS (
  SELECT jobs.*, CAST(days.id AS INT) AS d,
    timestampadd(
      HOUR, first + every * CAST(starts.id AS INT), CAST(date_sub(current_date(), CAST(days.id AS INT)) AS TIMESTAMP)
    ) AS started_at
  FROM range(29) AS days, range(24) AS starts, jobs
  WHERE first + every * CAST(starts.id AS INT) < 24 AND (job_id <> '7060' OR days.id > 9)
),
timed AS (
  SELECT *, dayofyear(started_at) * 24 + hour(started_at) + CAST(job_id AS INT) * 13 AS n FROM runs
)
SELECT
  '10ca1000-0000-4000-8000-000000000000' AS account_id,
  workspace_id,
  job_id,
  concat(job_id, date_format(started_at, 'yyyyMMddHH')) AS run_id,
  started_at AS period_start_time,
  timestampadd(MINUTE, minutes + n % 4, started_at) AS period_end_time,
  'CRON' AS trigger_type,
  CASE
    WHEN job_id = '7030' AND started_at >= timestampadd(HOUR, -28, current_timestamp()) THEN 'FAILED'
    WHEN n % 37 = 0 THEN 'FAILED'
    ELSE 'SUCCEEDED'
  END AS result_state,
  'JOB_RUN' AS run_type,
  CAST(NULL AS STRING) AS run_name,
  CAST(array() AS ARRAY<STRING>) AS compute_ids,
  CASE
    WHEN job_id = '7030' AND started_at >= timestampadd(HOUR, -28, current_timestamp()) THEN 'RUN_EXECUTION_ERROR'
    WHEN n % 37 = 0 THEN 'CLOUD_FAILURE'
    ELSE 'SUCCESS'
  END AS termination_code,
  CAST(map() AS MAP<STRING, STRING>) AS job_parameters,
  CAST(NULL AS STRING) AS source_task_run_id,
  CAST(NULL AS STRING) AS root_task_run_id,
  CAST(NULL AS ARRAY<STRUCT<type: STRING, cluster_id: STRING, warehouse_id: STRING>>) AS compute,
  CAST(NULL AS STRING) AS termination_type,
  CAST(NULL AS BIGINT) AS setup_duration_seconds,
  CAST(NULL AS BIGINT) AS queue_duration_seconds,
  CAST(NULL AS BIGINT) AS run_duration_seconds,
  CAST(NULL AS BIGINT) AS cleanup_duration_seconds,
  CAST(NULL AS BIGINT) AS execution_duration_seconds
FROM timed
-- A run is on record an hour after its end.
WHERE timestampadd(MINUTE, minutes + 60, started_at) <= current_timestamp();

CREATE OR REPLACE VIEW system.lakeflow.pipeline_update_timeline COMMENT 'Updates of pipelines (a generated sample)' AS
WITH updates AS (
  SELECT workspace_id, pipeline_id, CAST(parts.id AS INT) AS part, CAST(days.id AS INT) AS d,
    timestampadd(
      HOUR, 3 + 12 * CAST(parts.id AS INT), CAST(date_sub(current_date(), CAST(days.id AS INT)) AS TIMESTAMP)
    ) AS started_at
  FROM range(15) AS days, range(2) AS parts,
    VALUES ('1001000000000002', 'pipeline-2'), ('1001000000000003', 'pipeline-3') AS pipelines(workspace_id, pipeline_id)
)
SELECT
  '10ca1000-0000-4000-8000-000000000000' AS account_id,
  workspace_id,
  pipeline_id,
  concat(pipeline_id, '-', date_format(started_at, 'yyyyMMddHH')) AS update_id,
  'API_CALL' AS update_type,
  CAST(NULL AS STRING) AS request_id,
  'team-2@example.com' AS run_as_user_name,
  'JOB_TASK' AS trigger_type,
  CAST(NULL AS STRUCT<job_task: STRUCT<job_id: STRING, job_run_id: STRING, job_task_run_id: STRING>>) AS trigger_details,
  IF(d = 4 AND part = 0, 'FAILED', 'COMPLETED') AS result_state,
  CAST(NULL AS STRUCT<type: STRING, cluster_id: STRING>) AS compute,
  started_at AS period_start_time,
  timestampadd(MINUTE, 25, started_at) AS period_end_time,
  CAST(NULL AS ARRAY<STRING>) AS refresh_selection,
  CAST(NULL AS ARRAY<STRING>) AS full_refresh_selection,
  CAST(NULL AS ARRAY<STRING>) AS reset_checkpoint_selection
FROM updates
WHERE timestampadd(MINUTE, 85, started_at) <= current_timestamp();
