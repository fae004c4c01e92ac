-- Usage by day, workspace and SKU, as a gold table built on system.billing.usage has it: something that alerts can speak of.
-- A new local workspace runs this once; nothing in it is random, so that the same day gives the same rows.

CREATE CATALOG IF NOT EXISTS health_monitor;
CREATE SCHEMA IF NOT EXISTS health_monitor.gold;

CREATE TABLE IF NOT EXISTS health_monitor.gold.fact_usage (
  record_id STRING NOT NULL COMMENT 'Unique id of the usage record',
  workspace_id STRING NOT NULL COMMENT 'Workspace that used it',
  workspace_name STRING COMMENT 'Name of that workspace',
  cloud STRING COMMENT 'AWS, AZURE or GCP',
  sku_name STRING NOT NULL COMMENT 'What was sold',
  billing_origin_product STRING COMMENT 'Product that caused the usage',
  usage_date DATE NOT NULL COMMENT 'Day of the usage, UTC',
  usage_start_time TIMESTAMP COMMENT 'Begin of the usage',
  usage_end_time TIMESTAMP COMMENT 'End of the usage',
  usage_quantity DECIMAL(18,6) COMMENT 'Amount, in usage_unit',
  usage_unit STRING COMMENT 'DBU',
  list_price DECIMAL(18,6) COMMENT 'List price of one unit, USD',
  list_cost DECIMAL(18,6) COMMENT 'usage_quantity at list price, USD',
  custom_tags MAP<STRING,STRING> COMMENT 'Tags that users gave the resource; empty where there are none',
  job_id STRING COMMENT 'Job, for job compute',
  cluster_id STRING COMMENT 'Cluster, for classic compute',
  warehouse_id STRING COMMENT 'SQL warehouse, for SQL',
  identity_run_as STRING COMMENT 'Who it ran as'
) USING DELTA COMMENT 'Usage records of the last 90 days (a generated sample)'
TBLPROPERTIES ('layer' = 'gold', 'domain' = 'cost', 'entity_type' = 'fact');

-- 90 days × 6 workspaces × 7 SKUs × 14 records = 52,920 rows.
INSERT OVERWRITE health_monitor.gold.fact_usage
WITH workspaces AS (
  -- tagged: how many of 100 records carry tags; size: relative to the others, percent
  SELECT * FROM VALUES
    (1, '1001000000000001', 'prod-analytics', 96, 150),
    (2, '1001000000000002', 'prod-ml', 92, 140),
    (3, '1001000000000003', 'data-platform', 85, 120),
    (4, '1001000000000004', 'marketing-bi', 60, 90),
    (5, '1001000000000005', 'dev-shared', 30, 70),
    (6, '1001000000000006', 'sandbox', 8, 40)
  AS workspaces(w, workspace_id, workspace_name, tagged, size)
),
skus AS (
  SELECT * FROM VALUES
    (1, 'PREMIUM_JOBS_COMPUTE', 'JOBS', 0.15, 'job'),
    (2, 'PREMIUM_JOBS_SERVERLESS_COMPUTE', 'JOBS', 0.35, 'job'),
    (3, 'PREMIUM_ALL_PURPOSE_COMPUTE', 'ALL_PURPOSE', 0.55, 'cluster'),
    (4, 'PREMIUM_SERVERLESS_SQL_COMPUTE', 'SQL', 0.70, 'warehouse'),
    (5, 'PREMIUM_SQL_PRO_COMPUTE', 'SQL', 0.55, 'warehouse'),
    (6, 'PREMIUM_DLT_CORE_COMPUTE', 'DLT', 0.20, 'cluster'),
    (7, 'PREMIUM_SERVERLESS_REAL_TIME_INFERENCE', 'MODEL_SERVING', 0.07, 'none')
  AS skus(k, sku_name, product, list_price, place)
),
records AS (
  SELECT workspaces.*, skus.*, days.id AS d, numbers.id AS n,
    md5(w || '-' || k || '-' || days.id || '-' || numbers.id) AS digest
  FROM range(90) AS days, range(14) AS numbers, workspaces, skus
),
diced AS (
  -- What varies hangs on the digest of the record's number; each roll looks at digits of its own.
  SELECT *, date_sub(current_date(), CAST(d AS INT)) AS usage_date,
    substr(digest, 31, 2) || substr(digest, 29, 2) || substr(digest, 27, 2) || substr(digest, 25, 2)
      || substr(digest, 23, 2) || substr(digest, 21, 2) || substr(digest, 19, 2) || substr(digest, 17, 2) AS record_id
  FROM records
),
numbered AS (
  SELECT *, CAST(conv(substr(record_id, 1, 8), 16, 10) AS BIGINT) * CAST(4294967296 AS DECIMAL(10,0))
    + CAST(conv(substr(record_id, 9, 8), 16, 10) AS BIGINT) AS dice
  FROM diced
),
rolled AS (
  SELECT *, CAST(dice % 100 AS INT) AS tag_roll, CAST((dice DIV 100) % 10000 AS INT) AS amount_roll,
    CAST((dice DIV 1000000) % 5 AS INT) AS team_roll, CAST((dice DIV 5000000) % 6 AS INT) AS project_roll,
    CAST((dice DIV 30000000) % 12 AS INT) AS resource_roll, CAST((dice DIV 360000000) % 1320 AS INT) AS start_minute
  FROM numbered
),
measured AS (
  SELECT *,
    CAST((500 + amount_roll) * size * IF(dayofweek(usage_date) IN (1, 7), 6, 10) * 0.000001 AS DECIMAL(18,6)) AS quantity,
    element_at(array('finance', 'growth', 'risk', 'platform', 'science'), team_roll + 1) AS team,
    element_at(array('churn', 'forecast', 'ingest', 'reporting', 'search', 'pricing'), project_roll + 1) AS project
  FROM rolled
)
SELECT record_id, workspace_id, workspace_name, 'AWS', sku_name, product, usage_date,
  timestampadd(MINUTE, start_minute, CAST(usage_date AS TIMESTAMP)),
  timestampadd(MINUTE, start_minute + 60, CAST(usage_date AS TIMESTAMP)),
  quantity, 'DBU', CAST(list_price AS DECIMAL(18,6)), CAST(quantity * list_price AS DECIMAL(18,6)),
  IF(tag_roll < tagged,
    map('team', team, 'project', project, 'environment', IF(workspace_name LIKE 'prod%', 'prod', 'dev')),
    CAST(map() AS MAP<STRING, STRING>)),
  IF(place = 'job', CAST(70000 + w * 100 + resource_roll AS STRING), NULL),
  IF(place IN ('job', 'cluster'), '0101-120000-w' || w || 'c' || resource_roll, NULL),
  IF(place = 'warehouse', 'wh' || lpad(w, 2, '0') || lpad(resource_roll % 3, 2, '0'), NULL),
  team || '@example.com'
FROM measured ORDER BY usage_date, w, k, n;
