CREATE TABLE IF NOT EXISTS `health_monitor`.`gold`.`alert_sync_metrics` (
  `sync_run_id` STRING NOT NULL COMMENT 'Business: Names one deployment. Technical: Primary key; a UUID.',
  `sync_started_at` TIMESTAMP NOT NULL COMMENT 'Business: When the deployment began. Technical: Start of the run that changed something.',
  `sync_ended_at` TIMESTAMP NOT NULL COMMENT 'Business: When the deployment ended. Technical: End of the last operation known so far.',
  `total_alerts` INT NOT NULL COMMENT 'Business: How many alerts the deployment looked after. Technical: Declared alerts and deletions.',
  `success_count` INT NOT NULL COMMENT 'Business: How many of them are as they should be. Technical: Created, updated, unchanged and deleted.',
  `error_count` INT NOT NULL COMMENT 'Business: How many of them failed. Technical: Operations that ended in an error.',
  `created_count` INT NOT NULL COMMENT 'Business: How many alerts are new. Technical: Created or adopted.',
  `updated_count` INT NOT NULL COMMENT 'Business: How many alerts were changed. Technical: PATCH requests that succeeded.',
  `deleted_count` INT NOT NULL COMMENT 'Business: How many alerts were removed. Technical: Completed by the deletions at the end of the run.',
  `skipped_count` INT NOT NULL COMMENT 'Business: How many rows were not deployed. Technical: Disabled rows that are not declared.',
  `avg_api_latency_ms` DOUBLE NOT NULL COMMENT 'Business: How long a request took on average. Technical: Milliseconds; 0 without requests.',
  `max_api_latency_ms` DOUBLE NOT NULL COMMENT 'Business: How long the slowest request took. Technical: Milliseconds; 0 without requests.',
  `min_api_latency_ms` DOUBLE NOT NULL COMMENT 'Business: How long the fastest request took. Technical: Milliseconds; 0 without requests.',
  `p95_api_latency_ms` DOUBLE NOT NULL COMMENT 'Business: How long all but the slowest twentieth took at most. Technical: Milliseconds; 0 without requests.',
  `total_duration_seconds` DOUBLE NOT NULL COMMENT 'Business: How long the deployment took. Technical: Seconds from start to end.',
  `dry_run` BOOLEAN NOT NULL COMMENT 'Business: Whether nothing was meant to change. Technical: Always FALSE: a preview writes no row.',
  `catalog` STRING NOT NULL COMMENT 'Business: Which catalog the rows came from. Technical: The setting catalog.',
  `gold_schema` STRING NOT NULL COMMENT 'Business: Which schema the rows came from. Technical: The setting goldSchema.',
  `error_summary` STRING COMMENT 'Business: What went wrong, in short. Technical: At most 2,000 characters; NULL without errors.',
  `record_created_timestamp` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP() COMMENT 'Business: When this record was written. Technical: Set by the database.',
  CONSTRAINT `pk_alert_sync_metrics` PRIMARY KEY (`sync_run_id`) NOT ENFORCED
)
USING DELTA
CLUSTER BY AUTO
COMMENT 'Deployments: one row for each run that changed something.'
TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableRowTracking' = 'true', 'delta.enableDeletionVectors' = 'true', 'delta.autoOptimize.autoCompact' = 'true', 'delta.autoOptimize.optimizeWrite' = 'true', 'delta.feature.allowColumnDefaults' = 'supported', 'layer' = 'gold', 'domain' = 'alerting', 'entity_type' = 'metric');

ALTER TABLE `health_monitor`.`gold`.`alert_sync_metrics` ADD CONSTRAINT `pk_alert_sync_metrics` PRIMARY KEY (`sync_run_id`);

ALTER TABLE `health_monitor`.`gold`.`alert_sync_metrics` SET TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableRowTracking' = 'true', 'delta.enableDeletionVectors' = 'true', 'delta.autoOptimize.autoCompact' = 'true', 'delta.autoOptimize.optimizeWrite' = 'true', 'delta.feature.allowColumnDefaults' = 'supported', 'layer' = 'gold', 'domain' = 'alerting', 'entity_type' = 'metric');

COMMENT ON TABLE `health_monitor`.`gold`.`alert_sync_metrics` IS 'Deployments: one row for each run that changed something.';

ALTER TABLE `health_monitor`.`gold`.`alert_sync_metrics` ALTER COLUMN `sync_run_id` COMMENT 'Business: Names one deployment. Technical: Primary key; a UUID.';

DROP TABLE IF EXISTS `health_monitor`.`gold`.`alert_sync_metrics`;
