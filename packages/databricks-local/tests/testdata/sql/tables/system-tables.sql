-- The shape of Databricks' system tables, cut down to what alerts read, with rows around the tests' clock (2026-11-23T10:00:00Z).
-- Columns and types: https://docs.databricks.com/aws/en/admin/system-tables/

CREATE CATALOG system;
CREATE SCHEMA system.billing;
CREATE SCHEMA system.lakeflow;
CREATE SCHEMA system.compute;
CREATE SCHEMA system.query;
CREATE SCHEMA system.access;
CREATE SCHEMA system.data_quality_monitoring;

CREATE TABLE system.billing.list_prices (
  price_start_time TIMESTAMP, price_end_time TIMESTAMP, sku_name STRING, cloud STRING, currency_code STRING, usage_unit STRING,
  pricing STRUCT<default: DECIMAL(38,18), effective_list: STRUCT<default: DECIMAL(38,18)>>
);
INSERT INTO system.billing.list_prices
SELECT CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP), sku, 'AWS', 'USD', 'DBU',
       named_struct('default', CAST(p AS DECIMAL(38,18)), 'effective_list', named_struct('default', CAST(p AS DECIMAL(38,18))))
FROM VALUES
  ('2026-01-01 00:00:00', NULL, 'PREMIUM_JOBS_COMPUTE', '0.15'),
  ('2026-01-01 00:00:00', '2026-11-20 00:00:00', 'PREMIUM_ALL_PURPOSE_COMPUTE', '0.50'),
  ('2026-11-20 00:00:00', NULL, 'PREMIUM_ALL_PURPOSE_COMPUTE', '0.55'),
  ('2026-01-01 00:00:00', NULL, 'PREMIUM_SERVERLESS_SQL_COMPUTE', '0.70') AS t(a, b, sku, p);

CREATE TABLE system.billing.usage (
  record_id STRING, workspace_id STRING, sku_name STRING, cloud STRING, usage_start_time TIMESTAMP, usage_end_time TIMESTAMP,
  usage_date DATE, custom_tags MAP<STRING, STRING>, usage_unit STRING, usage_quantity DECIMAL(38,18),
  usage_metadata STRUCT<job_id: STRING, job_run_id: STRING, cluster_id: STRING, warehouse_id: STRING>,
  record_type STRING, billing_origin_product STRING
);
-- Job J1: 1000 DBU a day from the 9th to the 21st, 4000 on the 22nd.
INSERT INTO system.billing.usage
SELECT concat('j1-', n), '1001', 'PREMIUM_JOBS_COMPUTE', 'AWS', CAST(date_add('2026-11-08', CAST(n AS INT)) AS TIMESTAMP),
       CAST(date_add('2026-11-08', CAST(n AS INT)) AS TIMESTAMP) + INTERVAL 1 HOUR, date_add('2026-11-08', CAST(n AS INT)),
       map('team', 'data'), 'DBU', CAST(CASE WHEN n = 14 THEN 4000 ELSE 1000 END AS DECIMAL(38,18)),
       named_struct('job_id', 'J1', 'job_run_id', concat('r', n), 'cluster_id', CAST(NULL AS STRING), 'warehouse_id', CAST(NULL AS STRING)),
       'ORIGINAL', 'JOBS'
FROM range(1, 15) AS t(n);
INSERT INTO system.billing.usage VALUES
  ('j2-1', '1001', 'PREMIUM_JOBS_COMPUTE', 'AWS', TIMESTAMP '2026-11-22 05:00:00', TIMESTAMP '2026-11-22 06:00:00', DATE '2026-11-22', NULL,
   'DBU', 200, named_struct('job_id', 'J2', 'job_run_id', 'r20', 'cluster_id', NULL, 'warehouse_id', NULL), 'ORIGINAL', 'JOBS'),
  ('ap-1', '1001', 'PREMIUM_ALL_PURPOSE_COMPUTE', 'AWS', TIMESTAMP '2026-11-19 05:00:00', TIMESTAMP '2026-11-19 06:00:00', DATE '2026-11-19', map(),
   'DBU', 100, named_struct('job_id', NULL, 'job_run_id', NULL, 'cluster_id', 'C1', 'warehouse_id', NULL), 'ORIGINAL', 'ALL_PURPOSE'),
  ('ap-2', '1001', 'PREMIUM_ALL_PURPOSE_COMPUTE', 'AWS', TIMESTAMP '2026-11-22 05:00:00', TIMESTAMP '2026-11-22 06:00:00', DATE '2026-11-22', map(),
   'DBU', 100, named_struct('job_id', NULL, 'job_run_id', NULL, 'cluster_id', 'C1', 'warehouse_id', NULL), 'ORIGINAL', 'ALL_PURPOSE'),
  ('sql-1', '1002', 'PREMIUM_SERVERLESS_SQL_COMPUTE', 'AWS', TIMESTAMP '2026-11-22 07:00:00', TIMESTAMP '2026-11-22 08:00:00', DATE '2026-11-22', map('team', 'bi'),
   'DBU', 10.5, named_struct('job_id', NULL, 'job_run_id', NULL, 'cluster_id', NULL, 'warehouse_id', 'W1'), 'ORIGINAL', 'SQL');

CREATE TABLE system.lakeflow.job_run_timeline (
  workspace_id STRING, job_id STRING, run_id STRING, period_start_time TIMESTAMP, period_end_time TIMESTAMP, trigger_type STRING,
  compute_ids ARRAY<STRING>, result_state STRING, termination_code STRING
);
INSERT INTO system.lakeflow.job_run_timeline VALUES
  ('1001', 'J1', '101', TIMESTAMP '2026-11-23 09:00:00', TIMESTAMP '2026-11-23 09:10:00', 'CRON', array('C2'), 'SUCCEEDED', 'SUCCESS'),
  ('1001', 'J1', '102', TIMESTAMP '2026-11-23 09:10:00', TIMESTAMP '2026-11-23 09:20:00', 'CRON', array('C2'), 'FAILED', 'RUN_EXECUTION_ERROR'),
  ('1001', 'J2', '201', TIMESTAMP '2026-11-23 09:30:00', TIMESTAMP '2026-11-23 09:40:00', 'ONETIME', array('C1'), 'SUCCEEDED', 'SUCCESS'),
  ('1001', 'J2', '202', TIMESTAMP '2026-11-23 09:50:00', TIMESTAMP '2026-11-23 10:00:00', 'ONETIME', array('C1'), NULL, NULL),
  ('1001', 'J3', '301', TIMESTAMP '2026-11-23 09:45:00', TIMESTAMP '2026-11-23 09:50:00', 'CRON', array('C1', 'C2'), 'SUCCEEDED', 'SUCCESS'),
  ('1002', 'J4', '401', TIMESTAMP '2026-11-23 04:50:00', TIMESTAMP '2026-11-23 05:00:00', 'CRON', array(), 'FAILED', 'RUN_EXECUTION_ERROR'),
  ('1002', 'J4', '402', TIMESTAMP '2026-11-23 05:50:00', TIMESTAMP '2026-11-23 06:00:00', 'CRON', array(), 'TIMED_OUT', 'MAX_RUN_DURATION_EXCEEDED'),
  ('1002', 'J4', '403', TIMESTAMP '2026-11-23 06:50:00', TIMESTAMP '2026-11-23 07:00:00', 'CRON', array(), 'FAILED', 'RUN_EXECUTION_ERROR'),
  ('1001', 'J5', '501', TIMESTAMP '2026-11-21 00:00:00', TIMESTAMP '2026-11-21 01:00:00', 'CRON', array(), NULL, NULL),
  ('1001', 'J5', '501', TIMESTAMP '2026-11-21 01:00:00', TIMESTAMP '2026-11-21 01:20:00', 'CRON', array(), 'SUCCEEDED', 'SUCCESS'),
  ('1001', 'J5', '502', TIMESTAMP '2026-11-22 00:00:00', TIMESTAMP '2026-11-22 01:00:00', 'CRON', array(), NULL, NULL),
  ('1001', 'J5', '502', TIMESTAMP '2026-11-22 01:00:00', TIMESTAMP '2026-11-22 02:00:00', 'CRON', array(), NULL, NULL),
  ('1001', 'J5', '502', TIMESTAMP '2026-11-22 02:00:00', TIMESTAMP '2026-11-22 02:40:00', 'CRON', array(), 'SUCCEEDED', 'SUCCESS');

CREATE TABLE system.lakeflow.job_task_run_timeline (
  workspace_id STRING, job_id STRING, job_run_id STRING, task_key STRING, period_start_time TIMESTAMP, period_end_time TIMESTAMP,
  compute_ids ARRAY<STRING>, result_state STRING
);
INSERT INTO system.lakeflow.job_task_run_timeline VALUES
  ('1001', 'J1', '101', 'main', TIMESTAMP '2026-11-23 09:00:00', TIMESTAMP '2026-11-23 09:10:00', array('C2'), 'SUCCEEDED'),
  ('1001', 'J2', '201', 'load', TIMESTAMP '2026-11-23 09:30:00', TIMESTAMP '2026-11-23 09:40:00', array('C1'), 'SUCCEEDED'),
  ('1001', 'J3', '301', 'both', TIMESTAMP '2026-11-23 09:45:00', TIMESTAMP '2026-11-23 09:50:00', array('C1', 'C2'), 'SUCCEEDED');

CREATE TABLE system.compute.clusters (
  workspace_id STRING, cluster_id STRING, cluster_name STRING, owned_by STRING, worker_count BIGINT, min_autoscale_workers BIGINT,
  max_autoscale_workers BIGINT, auto_termination_minutes BIGINT, tags MAP<STRING, STRING>, cluster_source STRING, dbr_version STRING,
  change_time TIMESTAMP, delete_time TIMESTAMP
);
INSERT INTO system.compute.clusters VALUES
  ('1001', 'C1', 'old name', 'ann@example.com', 4, NULL, NULL, 120, map('team', 'data'), 'UI', '13.3.x-scala2.12', TIMESTAMP '2026-10-01 00:00:00', NULL),
  ('1001', 'C1', 'shared', 'ann@example.com', 4, NULL, NULL, 0, map('team', 'data'), 'UI', '13.3.x-scala2.12', TIMESTAMP '2026-11-01 00:00:00', NULL),
  ('1001', 'C2', 'job-101', 'bob@example.com', NULL, 1, 8, 30, map(), 'JOB', '15.4.x-photon-scala2.12', TIMESTAMP '2026-11-23 08:59:00', NULL);

CREATE TABLE system.compute.warehouse_events (
  workspace_id STRING, warehouse_id STRING, event_type STRING, cluster_count INT, event_time TIMESTAMP
);
INSERT INTO system.compute.warehouse_events VALUES
  ('1002', 'W1', 'STARTING', 0, TIMESTAMP '2026-11-22 20:00:00'), ('1002', 'W1', 'RUNNING', 1, TIMESTAMP '2026-11-22 20:05:00'),
  ('1002', 'W2', 'RUNNING', 1, TIMESTAMP '2026-11-23 08:00:00'), ('1002', 'W2', 'STOPPED', 0, TIMESTAMP '2026-11-23 09:00:00'),
  ('1002', 'W3', 'RUNNING', 1, TIMESTAMP '2026-11-23 05:00:00'), ('1002', 'W3', 'SCALED_UP', 3, TIMESTAMP '2026-11-23 06:00:00');

CREATE TABLE system.query.history (
  workspace_id STRING, statement_id STRING, execution_status STRING, compute STRUCT<type: STRING, cluster_id: STRING, warehouse_id: STRING>,
  executed_by STRING, statement_text STRING, error_message STRING, total_duration_ms BIGINT, waiting_at_capacity_duration_ms BIGINT,
  start_time TIMESTAMP, end_time TIMESTAMP, spilled_local_bytes BIGINT, read_bytes BIGINT, from_result_cache BOOLEAN
);
INSERT INTO system.query.history
SELECT '1002', concat('q', n), 'FINISHED', named_struct('type', 'WAREHOUSE', 'cluster_id', CAST(NULL AS STRING), 'warehouse_id', 'W1'), 'ann@example.com',
       'SELECT 1', CAST(NULL AS STRING), n * 100, CAST(0 AS BIGINT), TIMESTAMP '2026-11-22 12:00:00', TIMESTAMP '2026-11-22 12:00:01', CAST(0 AS BIGINT), n * 1000000, FALSE
FROM range(1, 11) AS t(n);
INSERT INTO system.query.history VALUES
  ('1002', 'q11', 'FINISHED', named_struct('type', 'WAREHOUSE', 'cluster_id', NULL, 'warehouse_id', 'W1'), 'ann@example.com', 'SELECT * FROM big', NULL, 3000, 0, TIMESTAMP '2026-11-23 09:15:00', TIMESTAMP '2026-11-23 09:15:03', 1048576, 5000000000, FALSE),
  ('1002', 'q12', 'FAILED', named_struct('type', 'WAREHOUSE', 'cluster_id', NULL, 'warehouse_id', 'W1'), 'bob@example.com', 'SELECT x', '[UNRESOLVED_COLUMN] x', 4000, 0, TIMESTAMP '2026-11-23 09:30:00', TIMESTAMP '2026-11-23 09:30:04', 0, 0, FALSE),
  ('1002', 'q13', 'FINISHED', named_struct('type', 'WAREHOUSE', 'cluster_id', NULL, 'warehouse_id', 'W2'), 'ann@example.com', 'SELECT 2', NULL, 3000, 20000, TIMESTAMP '2026-11-23 09:50:00', TIMESTAMP '2026-11-23 09:50:03', 0, 0, TRUE),
  ('1002', 'q14', 'FINISHED', named_struct('type', 'WAREHOUSE', 'cluster_id', NULL, 'warehouse_id', 'W2'), 'bob@example.com', 'SELECT 3', NULL, 3000, 60000, TIMESTAMP '2026-11-23 09:55:00', TIMESTAMP '2026-11-23 09:55:03', 0, 0, FALSE);

CREATE TABLE system.access.audit (
  workspace_id STRING, event_time TIMESTAMP, event_date DATE, source_ip_address STRING, user_agent STRING,
  user_identity STRUCT<email: STRING, subject_name: STRING>, service_name STRING, action_name STRING, request_params MAP<STRING, STRING>,
  response STRUCT<status_code: INT, error_message: STRING, result: STRING>, audit_level STRING
);
INSERT INTO system.access.audit
SELECT '1001', CAST(t AS TIMESTAMP), CAST(t AS DATE), '10.0.0.1', 'browser', named_struct('email', who, 'subject_name', who), service, action, params,
       named_struct('status_code', CAST(status AS INT), 'error_message', CASE WHEN status = 200 THEN NULL ELSE 'denied' END, 'result', CAST(NULL AS STRING)), level
FROM VALUES
  ('2026-11-23 08:30:00', 'root@example.com', 'accounts', 'setAccountAdmin', map('targetUserName', 'eve@example.com'), 200, 'ACCOUNT_LEVEL'),
  ('2026-11-23 08:40:00', 'root@example.com', 'accounts', 'addPrincipalToGroup', map('targetUserName', 'bob@example.com', 'targetGroupName', 'admins'), 200, 'WORKSPACE_LEVEL'),
  ('2026-11-23 08:45:00', 'root@example.com', 'accounts', 'addPrincipalToGroup', map('targetUserName', 'bob@example.com', 'targetGroupName', 'analysts'), 200, 'WORKSPACE_LEVEL'),
  ('2026-11-23 07:05:00', NULL, 'accounts', 'login', map('user', 'mallory@example.com'), 401, 'WORKSPACE_LEVEL'),
  ('2026-11-23 07:15:00', NULL, 'accounts', 'login', map('user', 'mallory@example.com'), 401, 'WORKSPACE_LEVEL'),
  ('2026-11-23 07:50:00', NULL, 'accounts', 'tokenLogin', map('user', 'mallory@example.com'), 403, 'WORKSPACE_LEVEL'),
  ('2026-11-23 08:10:00', NULL, 'accounts', 'login', map('user', 'mallory@example.com'), 401, 'WORKSPACE_LEVEL'),
  ('2026-11-23 06:00:00', 'carol@example.com', 'unityCatalog', 'deleteTable', map('full_name_arg', 'main.gold.a'), 200, 'ACCOUNT_LEVEL'),
  ('2026-11-23 06:01:00', 'carol@example.com', 'unityCatalog', 'deleteSchema', map('full_name_arg', 'main.gold'), 200, 'ACCOUNT_LEVEL'),
  ('2026-11-23 06:02:00', 'carol@example.com', 'clusters', 'permanentDelete', map('cluster_id', 'C9'), 200, 'WORKSPACE_LEVEL'),
  ('2026-11-23 05:00:00', 'frank@example.com', 'secrets', 'getSecret', map('scope', 's', 'key', 'k1'), 200, 'WORKSPACE_LEVEL'),
  ('2026-11-23 05:10:00', 'frank@example.com', 'secrets', 'getSecret', map('scope', 's', 'key', 'k2'), 200, 'WORKSPACE_LEVEL'),
  ('2026-11-23 05:20:00', 'frank@example.com', 'secrets', 'getSecret', map('scope', 's', 'key', 'k2'), 200, 'WORKSPACE_LEVEL'),
  ('2026-11-23 04:00:00', 'gina@example.com', 'accounts', 'generateDbToken', map('tokenExpirationTime', '1826964000000'), 200, 'WORKSPACE_LEVEL'),
  ('2026-11-23 03:00:00', 'root@example.com', 'accounts', 'updateIpAccessList', map('ipAccessListId', 'l1'), 200, 'ACCOUNT_LEVEL'),
  ('2026-11-23 02:00:00', 'support', 'workspace', 'databricksAccess', map('user', 'x@databricks.com', 'approver', 'root@example.com', 'duration', '3600'), 200, 'WORKSPACE_LEVEL'),
  ('2026-11-23 01:00:00', 'root@example.com', 'globalInitScripts', 'create', map('name', 'init', 'enabled', 'true'), 200, 'WORKSPACE_LEVEL'),
  ('2026-11-23 00:30:00', 'hal@example.com', 'unityCatalog', 'createRecipient', map('name', 'partner'), 200, 'ACCOUNT_LEVEL'),
  ('2026-11-20 00:30:00', 'root@example.com', 'accounts', 'setAdmin', map('targetUserName', 'old@example.com'), 200, 'WORKSPACE_LEVEL')
  AS v(t, who, service, action, params, status, level);
INSERT INTO system.access.audit
SELECT '1001', TIMESTAMP '2026-11-23 09:10:00', DATE '2026-11-23', '10.0.0.2', 'spark', named_struct('email', 'dan@example.com', 'subject_name', 'dan'),
       'unityCatalog', 'generateTemporaryTableCredential', map('table_full_name', 'main.hr.salaries'),
       named_struct('status_code', 403, 'error_message', 'PERMISSION_DENIED', 'result', CAST(NULL AS STRING)), 'ACCOUNT_LEVEL'
FROM range(16);

CREATE TABLE system.access.table_lineage (
  source_table_full_name STRING, target_table_full_name STRING, event_time TIMESTAMP, event_date DATE
);
INSERT INTO system.access.table_lineage VALUES
  ('main.gold.a', 'main.gold.b', TIMESTAMP '2026-11-22 00:00:00', DATE '2026-11-22'),
  ('main.gold.c', NULL, TIMESTAMP '2026-08-01 00:00:00', DATE '2026-08-01'),
  ('main.gold.d', NULL, TIMESTAMP '2026-07-01 00:00:00', DATE '2026-07-01');

CREATE TABLE system.data_quality_monitoring.table_results (
  event_time TIMESTAMP, catalog_name STRING, schema_name STRING, table_name STRING, status STRING, freshness STRUCT<status: STRING>
);
INSERT INTO system.data_quality_monitoring.table_results VALUES
  (TIMESTAMP '2026-11-22 06:00:00', 'main', 'gold', 'a', 'Unhealthy', named_struct('status', 'Unhealthy')),
  (TIMESTAMP '2026-11-23 06:00:00', 'main', 'gold', 'a', 'Healthy', named_struct('status', 'Healthy')),
  (TIMESTAMP '2026-11-23 06:00:00', 'main', 'gold', 'b', 'Unhealthy', named_struct('status', 'Unhealthy')),
  (TIMESTAMP '2026-11-23 06:00:00', 'main', 'gold', 'c', 'Healthy', NULL);
