-- Usage of the last 45 days and the prices of what was used, as the service's own tables have them:
-- https://docs.databricks.com/aws/en/admin/system-tables/billing
-- https://docs.databricks.com/aws/en/admin/system-tables/pricing
-- All of sample/system/ are views: they cost a new workspace nothing, and their rows move with its clock. Nothing in them is
-- random. Some of what they show is meant to make an alert fire: here the workspace sandbox (…006) cost more than twice as
-- much yesterday, and dev-shared (…005) tags nothing.

CREATE SCHEMA IF NOT EXISTS system.billing;

CREATE OR REPLACE VIEW system.billing.usage COMMENT 'Usage that is billed (a generated sample)' AS
WITH workspaces AS (
  SELECT * FROM VALUES
    (1, '1001000000000001', 30), (2, '1001000000000002', 28), (3, '1001000000000003', 24),
    (4, '1001000000000004', 18), (5, '1001000000000005', 14), (6, '1001000000000006', 8)
  AS workspaces(w, workspace_id, size)
),
products AS (
  SELECT * FROM VALUES
    (1, 'PREMIUM_JOBS_COMPUTE', 'JOBS'), (2, 'PREMIUM_ALL_PURPOSE_COMPUTE', 'ALL_PURPOSE'),
    (3, 'PREMIUM_SERVERLESS_SQL_COMPUTE', 'SQL'), (4, 'PREMIUM_DLT_CORE_COMPUTE', 'DLT')
  AS products(k, sku_name, product)
),
parts AS (
  -- Four records a day: each is of 6 hours, and on record 4 hours after its end.
  SELECT workspaces.*, products.*, date_sub(current_date(), CAST(days.id AS INT)) AS usage_date,
    timestampadd(HOUR, CAST(6 * quarters.id AS INT), CAST(date_sub(current_date(), CAST(days.id AS INT)) AS TIMESTAMP)) AS started_at,
    CAST(days.id AS INT) AS d, CAST(quarters.id AS INT) AS q
  FROM range(45) AS days, range(4) AS quarters, workspaces, products
)
SELECT
  concat(workspace_id, '-', k, '-', date_format(started_at, 'yyyyMMddHH')) AS record_id,
  '10ca1000-0000-4000-8000-000000000000' AS account_id,
  workspace_id,
  sku_name,
  'AWS' AS cloud,
  started_at AS usage_start_time,
  timestampadd(HOUR, 6, started_at) AS usage_end_time,
  usage_date,
  IF(w = 5 OR (w = 4 AND k = 2), CAST(map() AS MAP<STRING, STRING>), map('team', concat('team-', w), 'environment', IF(w < 4, 'prod', 'dev'))) AS custom_tags,
  'DBU' AS usage_unit,
  CAST(
    size * (95 + (dayofyear(usage_date) * 7 + w * 3 + k * 5 + q) % 11) * IF(dayofweek(usage_date) IN (1, 7), 0.6, 1.0)
      * IF(w = 6 AND d = 1, 2.5, 1.0) * 0.01 AS DECIMAL(38,18)
  ) AS usage_quantity,
  named_struct(
    'cluster_id', IF(k IN (1, 2, 4), concat('0101-120000-w', w, 'c', q), CAST(NULL AS STRING)),
    'job_id', IF(k = 1, CAST(7000 + w * 10 + q % 3 AS STRING), CAST(NULL AS STRING)),
    'warehouse_id', IF(k = 3, concat('wh0', w, '0', q % 2), CAST(NULL AS STRING)),
    'instance_pool_id', CAST(NULL AS STRING),
    'node_type', IF(k IN (1, 2, 4), 'm5d.large', CAST(NULL AS STRING)),
    'job_run_id', IF(k = 1, date_format(started_at, 'yyyyMMddHH'), CAST(NULL AS STRING)),
    'notebook_id', CAST(NULL AS STRING),
    'dlt_pipeline_id', IF(k = 4, concat('pipeline-', w), CAST(NULL AS STRING)),
    'endpoint_name', CAST(NULL AS STRING), 'endpoint_id', CAST(NULL AS STRING), 'dlt_update_id', CAST(NULL AS STRING),
    'dlt_maintenance_id', CAST(NULL AS STRING), 'run_name', CAST(NULL AS STRING), 'job_name', CAST(NULL AS STRING),
    'notebook_path', CAST(NULL AS STRING), 'central_clean_room_id', CAST(NULL AS STRING), 'source_region', CAST(NULL AS STRING),
    'destination_region', CAST(NULL AS STRING), 'app_id', CAST(NULL AS STRING), 'app_name', CAST(NULL AS STRING),
    'metastore_id', CAST(NULL AS STRING), 'private_endpoint_name', CAST(NULL AS STRING), 'storage_api_type', CAST(NULL AS STRING),
    'budget_policy_id', CAST(NULL AS STRING), 'ai_runtime_pool_id', CAST(NULL AS STRING), 'ai_runtime_workload_id', CAST(NULL AS STRING),
    'uc_table_catalog', CAST(NULL AS STRING), 'uc_table_schema', CAST(NULL AS STRING), 'uc_table_name', CAST(NULL AS STRING),
    'database_instance_id', CAST(NULL AS STRING), 'sharing_materialization_id', CAST(NULL AS STRING), 'schema_id', CAST(NULL AS STRING),
    'usage_policy_id', CAST(NULL AS STRING), 'base_environment_id', CAST(NULL AS STRING), 'agent_bricks_id', CAST(NULL AS STRING),
    'index_id', CAST(NULL AS STRING), 'catalog_id', CAST(NULL AS STRING)
  ) AS usage_metadata,
  named_struct(
    'run_as', concat('team-', w, '@example.com'), 'created_by', CAST(NULL AS STRING), 'owned_by', CAST(NULL AS STRING)
  ) AS identity_metadata,
  'ORIGINAL' AS record_type,
  usage_date AS ingestion_date,
  product AS billing_origin_product,
  CAST(NULL AS STRUCT<jobs_tier: STRING, sql_tier: STRING, dlt_tier: STRING, is_serverless: BOOLEAN, is_photon: BOOLEAN, serving_type: STRING, networking: STRUCT<connectivity_type: STRING>, ai_runtime: STRUCT<compute_type: STRING>, model_serving: STRUCT<offering_type: STRING>, ai_gateway: STRUCT<feature_type: STRING>, performance_target: STRING, serverless_gpu: STRUCT<workload_type: STRING>, agent_bricks: STRUCT<problem_type: STRING, workload_type: STRING>, ai_functions: STRUCT<ai_function: STRING>, apps: STRUCT<compute_size: STRING>, lakeflow_connect: STRUCT<task_type: STRING>>) AS product_features,
  'COMPUTE_TIME' AS usage_type
FROM parts
WHERE timestampadd(HOUR, 10, started_at) <= current_timestamp();

CREATE OR REPLACE VIEW system.billing.list_prices COMMENT 'Prices, and when they held (a generated sample)' AS
SELECT
  '10ca1000-0000-4000-8000-000000000000' AS account_id,
  CAST(price_start_time AS TIMESTAMP) AS price_start_time,
  CAST(price_end_time AS TIMESTAMP) AS price_end_time,
  sku_name,
  'AWS' AS cloud,
  'USD' AS currency_code,
  'DBU' AS usage_unit,
  named_struct(
    'default', CAST(price AS DECIMAL(38,18)),
    'promotional', named_struct('default', CAST(NULL AS DECIMAL(38,18))),
    'effective_list', named_struct('default', CAST(price AS DECIMAL(38,18)))
  ) AS pricing
FROM VALUES
  ('PREMIUM_JOBS_COMPUTE', '2023-01-01', CAST(NULL AS STRING), 0.15),
  ('PREMIUM_ALL_PURPOSE_COMPUTE', '2023-01-01', CAST(NULL AS STRING), 0.55),
  -- One price was raised: whoever joins without the time counts usage twice.
  ('PREMIUM_SERVERLESS_SQL_COMPUTE', '2023-01-01', '2025-01-01', 0.65),
  ('PREMIUM_SERVERLESS_SQL_COMPUTE', '2025-01-01', CAST(NULL AS STRING), 0.70),
  ('PREMIUM_DLT_CORE_COMPUTE', '2023-01-01', CAST(NULL AS STRING), 0.20)
AS prices(sku_name, price_start_time, price_end_time, price);
