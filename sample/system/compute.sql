-- SQL warehouses and their events of the last 14 days:
-- https://docs.databricks.com/aws/en/admin/system-tables/warehouses
-- https://docs.databricks.com/aws/en/admin/system-tables/warehouse-events
-- Three start at 7 and stop at 19 UTC; wh0500 has been up for three days.

CREATE SCHEMA IF NOT EXISTS system.compute;

CREATE OR REPLACE VIEW system.compute.warehouses COMMENT 'SQL warehouses, with a row for each change (a generated sample)' AS
SELECT
  warehouse_id,
  workspace_id,
  '10ca1000-0000-4000-8000-000000000000' AS account_id,
  warehouse_name,
  'PRO' AS warehouse_type,
  'CURRENT' AS warehouse_channel,
  warehouse_size,
  1 AS min_clusters,
  4 AS max_clusters,
  IF(warehouse_id = 'wh0500', 0, 10) AS auto_stop_minutes,
  map('team', 'data-platform') AS tags,
  TIMESTAMP'2026-01-05T09:00:00Z' AS change_time,
  CAST(NULL AS TIMESTAMP) AS delete_time
FROM VALUES
  ('1001000000000001', 'wh0100', 'Analytics', 'MEDIUM'), ('1001000000000003', 'wh0300', 'Platform', 'SMALL'),
  ('1001000000000004', 'wh0400', 'Dashboards', 'SMALL'), ('1001000000000005', 'wh0500', 'Shared', 'X_SMALL')
AS warehouses(workspace_id, warehouse_id, warehouse_name, warehouse_size);

CREATE OR REPLACE VIEW system.compute.warehouse_events COMMENT 'What happened to SQL warehouses (a generated sample)' AS
WITH daily AS (
  SELECT workspace_id, warehouse_id, event_type, cluster_count,
    timestampadd(MINUTE, at_minute, CAST(date_sub(current_date(), CAST(days.id AS INT)) AS TIMESTAMP)) AS event_time
  FROM range(14) AS days,
    VALUES ('1001000000000001', 'wh0100'), ('1001000000000003', 'wh0300'), ('1001000000000004', 'wh0400')
      AS warehouses(workspace_id, warehouse_id),
    VALUES
      ('STARTING', 0, 420), ('RUNNING', 1, 422), ('SCALED_UP', 2, 545), ('SCALED_DOWN', 1, 640),
      ('SCALED_UP', 2, 790), ('SCALED_DOWN', 1, 850), ('STOPPING', 1, 1139), ('STOPPED', 0, 1140)
      AS events(event_type, cluster_count, at_minute)
)
SELECT
  '10ca1000-0000-4000-8000-000000000000' AS account_id, workspace_id, warehouse_id, event_type,
  CAST(cluster_count AS BIGINT) AS cluster_count, event_time
FROM daily
WHERE event_time <= current_timestamp()
UNION ALL
SELECT
  '10ca1000-0000-4000-8000-000000000000', '1001000000000005', 'wh0500', event_type, CAST(cluster_count AS BIGINT),
  timestampadd(MINUTE, at_minute, CAST(date_sub(current_date(), 3) AS TIMESTAMP))
FROM VALUES ('STOPPED', 0, -300), ('STARTING', 0, 480), ('RUNNING', 1, 483)
  AS events(event_type, cluster_count, at_minute);
