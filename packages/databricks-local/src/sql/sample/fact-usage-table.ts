/** Usage by day, workspace and SKU, as a gold table built on `system.billing.usage` has it. */
export const FACT_USAGE_DDL = `
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
TBLPROPERTIES ('layer' = 'gold', 'domain' = 'cost', 'entity_type' = 'fact')`;
