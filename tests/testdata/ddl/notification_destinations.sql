CREATE TABLE IF NOT EXISTS `health_monitor`.`gold`.`notification_destinations` (
  `destination_id` STRING NOT NULL COMMENT 'Business: Short name of the channel, for example finops_slack. Technical: Primary key; an element of alert_configurations.notification_channels.',
  `destination_name` STRING NOT NULL COMMENT 'Business: What people call the channel. Technical: Documentation only.',
  `destination_type` STRING NOT NULL COMMENT 'Business: By which means the message travels. Technical: Kind of the destination in the workspace.',
  `databricks_destination_id` STRING COMMENT 'Business: The destination in the workspace that stands for the channel. Technical: Id of the notification destination; without it the channel adds no subscriber.',
  `config_json` STRING COMMENT 'Business: How the destination is set up. Technical: JSON; never a secret, a reference to one.',
  `owner` STRING NOT NULL COMMENT 'Business: Who answers for the channel. Technical: Documentation only.',
  `is_enabled` BOOLEAN NOT NULL DEFAULT TRUE COMMENT 'Business: Whether the channel may be used. Technical: FALSE or NULL: an alert row that names the channel is refused.',
  `created_by` STRING NOT NULL COMMENT 'Business: Who wrote the row. Technical: Set by whoever inserts the row.',
  `created_at` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP() COMMENT 'Business: When the row was written. Technical: Set by the database.',
  `updated_by` STRING COMMENT 'Business: Who changed the row last. Technical: Set by whoever updates the row.',
  `updated_at` TIMESTAMP COMMENT 'Business: When the row was changed last. Technical: Set by whoever updates the row; a deployment does not touch it.',
  `tags` MAP<STRING,STRING> COMMENT 'Business: Free labels for finding and grouping channels. Technical: Documentation only.',
  `last_tested_at` TIMESTAMP COMMENT 'Business: When a test message was last sent to the channel. Technical: Written by npm run notify.',
  `last_test_status` STRING COMMENT 'Business: What became of that test message. Technical: Written by npm run notify; SENT where the service has not said whether it arrived.',
  CONSTRAINT `pk_notification_destinations` PRIMARY KEY (`destination_id`) NOT ENFORCED
)
USING DELTA
CLUSTER BY AUTO
COMMENT 'Notification destinations: the channels that alert rows name.'
TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableRowTracking' = 'true', 'delta.enableDeletionVectors' = 'true', 'delta.autoOptimize.autoCompact' = 'true', 'delta.autoOptimize.optimizeWrite' = 'true', 'delta.feature.allowColumnDefaults' = 'supported', 'layer' = 'gold', 'domain' = 'alerting', 'entity_type' = 'configuration');

ALTER TABLE `health_monitor`.`gold`.`notification_destinations` ADD COLUMNS (`last_tested_at` TIMESTAMP COMMENT 'Business: When a test message was last sent to the channel. Technical: Written by npm run notify.', `last_test_status` STRING COMMENT 'Business: What became of that test message. Technical: Written by npm run notify; SENT where the service has not said whether it arrived.');

ALTER TABLE `health_monitor`.`gold`.`notification_destinations` ADD CONSTRAINT `chk_destination_type` CHECK (upper(trim(destination_type)) IN ('EMAIL', 'SLACK', 'WEBHOOK', 'TEAMS', 'PAGERDUTY'));

ALTER TABLE `health_monitor`.`gold`.`notification_destinations` ADD CONSTRAINT `pk_notification_destinations` PRIMARY KEY (`destination_id`);

ALTER TABLE `health_monitor`.`gold`.`notification_destinations` SET TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableRowTracking' = 'true', 'delta.enableDeletionVectors' = 'true', 'delta.autoOptimize.autoCompact' = 'true', 'delta.autoOptimize.optimizeWrite' = 'true', 'delta.feature.allowColumnDefaults' = 'supported', 'layer' = 'gold', 'domain' = 'alerting', 'entity_type' = 'configuration');

COMMENT ON TABLE `health_monitor`.`gold`.`notification_destinations` IS 'Notification destinations: the channels that alert rows name.';

ALTER TABLE `health_monitor`.`gold`.`notification_destinations` ALTER COLUMN `destination_id` COMMENT 'Business: Short name of the channel, for example finops_slack. Technical: Primary key; an element of alert_configurations.notification_channels.';

DROP TABLE IF EXISTS `health_monitor`.`gold`.`notification_destinations`;
