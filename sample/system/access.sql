-- The audit log of the last 7 days: https://docs.databricks.com/aws/en/admin/system-tables/audit-logs
-- People log in and read tables; somebody made a token without an end yesterday, and an administrator was named three days ago.

CREATE SCHEMA IF NOT EXISTS system.access;

CREATE OR REPLACE VIEW system.access.audit COMMENT 'What people and programs did (a generated sample)' AS
WITH users AS (
  SELECT * FROM VALUES
    ('1001000000000001', 'analyst@example.com', '10.0.1.11'), ('1001000000000003', 'team-3@example.com', '10.0.1.13'),
    ('1001000000000004', 'dashboards@example.com', '10.0.1.14'), ('1001000000000005', 'developer@example.com', '10.0.1.15')
  AS users(workspace_id, email, address)
),
habits AS (
  SELECT * FROM VALUES
    (425, 'accounts', 'login', 200, CAST(NULL AS STRING)),
    (430, 'unityCatalog', 'generateTemporaryTableCredential', 200, 'main.sales.orders'),
    (610, 'unityCatalog', 'generateTemporaryTableCredential', 403, 'main.hr.salaries'),
    (780, 'accounts', 'tokenLogin', 401, CAST(NULL AS STRING)),
    (781, 'accounts', 'tokenLogin', 200, CAST(NULL AS STRING)),
    (905, 'unityCatalog', 'getTable', 200, 'main.sales.customers')
  AS habits(at_minute, service_name, action_name, status_code, table_name)
),
events AS (
  SELECT workspace_id, email, address, service_name, action_name, status_code,
    timestampadd(MINUTE, at_minute, CAST(date_sub(current_date(), CAST(days.id AS INT)) AS TIMESTAMP)) AS event_time,
    IF(table_name IS NULL, map('user', email), map('table_full_name', table_name)) AS request_params
  FROM range(7) AS days, users, habits
  UNION ALL
  SELECT '1001000000000005', 'developer@example.com', '10.0.1.15', 'accounts', 'generateDbToken', 200,
    timestampadd(MINUTE, 840, CAST(date_sub(current_date(), 1) AS TIMESTAMP)), map('tokenExpirationTime', '-1')
  UNION ALL
  SELECT '1001000000000001', 'admin@example.com', '10.0.1.10', 'accounts', 'addPrincipalToGroup', 200,
    timestampadd(MINUTE, 560, CAST(date_sub(current_date(), 3) AS TIMESTAMP)),
    map('targetGroupName', 'admins', 'targetUserName', 'analyst@example.com')
)
SELECT
  '2.0' AS version,
  event_time,
  CAST(event_time AS DATE) AS event_date,
  workspace_id,
  address AS source_ip_address,
  'Mozilla/5.0' AS user_agent,
  CAST(NULL AS STRING) AS session_id,
  named_struct('email', email, 'subject_name', CAST(NULL AS STRING)) AS user_identity,
  service_name,
  action_name,
  md5(concat(email, action_name, date_format(event_time, 'yyyyMMddHHmm'))) AS request_id,
  request_params,
  named_struct(
    'status_code', status_code, 'error_message', IF(status_code = 200, CAST(NULL AS STRING), 'PERMISSION_DENIED'),
    'result', CAST(NULL AS STRING)
  ) AS response,
  'WORKSPACE_LEVEL' AS audit_level,
  '10ca1000-0000-4000-8000-000000000000' AS account_id,
  md5(concat('event', email, action_name, date_format(event_time, 'yyyyMMddHHmm'))) AS event_id,
  CAST(NULL AS STRUCT<run_by: STRING, run_as: STRING, acting_resource: STRING>) AS identity_metadata
FROM events
-- An event is on record within an hour.
WHERE timestampadd(MINUTE, 30, event_time) <= current_timestamp();
