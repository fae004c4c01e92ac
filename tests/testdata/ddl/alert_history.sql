CREATE TABLE IF NOT EXISTS `health_monitor`.`gold`.`alert_history` (
  `evaluation_id` STRING NOT NULL COMMENT 'Business: Names one evaluation of one alert. Technical: Primary key; id and run of the alert, or api:, id and time.',
  `alert_id` STRING NOT NULL COMMENT 'Business: The alert that was evaluated. Technical: Foreign key to alert_configurations.',
  `alert_name` STRING NOT NULL COMMENT 'Business: The alert\'s name at that time. Technical: As it was when the evaluation was recorded.',
  `agent_domain` STRING NOT NULL COMMENT 'Business: The alert\'s area at that time. Technical: As it was when the evaluation was recorded.',
  `severity` STRING NOT NULL COMMENT 'Business: How urgent a firing was at that time. Technical: As it was when the evaluation was recorded.',
  `evaluation_timestamp` TIMESTAMP NOT NULL COMMENT 'Business: When the alert was evaluated. Technical: evaluation.last_evaluated_at.',
  `evaluation_date` DATE NOT NULL COMMENT 'Business: The day of the evaluation. Technical: Date of evaluation_timestamp.',
  `evaluation_status` STRING NOT NULL COMMENT 'Business: Whether the alert fired. Technical: evaluation.state.',
  `previous_status` STRING COMMENT 'Business: Whether it had fired the time before. Technical: Status of the evaluation before, NULL for the first.',
  `query_result_value_double` DOUBLE COMMENT 'Business: The watched figure when it is a number. Technical: Value that was compared with the threshold.',
  `query_result_value_string` STRING COMMENT 'Business: The watched figure when it is a text. Technical: Value that was compared with the threshold.',
  `threshold_operator` STRING NOT NULL COMMENT 'Business: How the figure was compared. Technical: As it was when the evaluation was recorded.',
  `threshold_value_type` STRING NOT NULL COMMENT 'Business: Kind of the threshold at that time. Technical: As it was when the evaluation was recorded.',
  `threshold_value_double` DOUBLE COMMENT 'Business: The threshold when it is a number. Technical: As it was when the evaluation was recorded.',
  `threshold_value_string` STRING COMMENT 'Business: The threshold when it is a text. Technical: As it was when the evaluation was recorded.',
  `threshold_value_bool` BOOLEAN COMMENT 'Business: The threshold when it is a truth value. Technical: As it was when the evaluation was recorded.',
  `query_duration_ms` BIGINT COMMENT 'Business: How long the query took. Technical: Milliseconds.',
  `error_message` STRING COMMENT 'Business: Why the evaluation failed. Technical: The service\'s message.',
  `ml_score` DOUBLE COMMENT 'Business: How much a firing is worth telling, from 0 (noise) to 1. Technical: Of firings, also of those held back: the score\'s function, asked by the history job; NULL for others.',
  `ml_suppressed` BOOLEAN COMMENT 'Business: Whether a score held the firing back. Technical: TRUE of an evaluation that is OK for its score alone, FALSE of a firing of an alert with a score; else NULL.',
  `notification_sent` BOOLEAN COMMENT 'Business: Whether somebody was told. Technical: TRUE when the service sent a notification.',
  `notification_channels_used` ARRAY<STRING> COMMENT 'Business: Who was told. Technical: Channels of the row at that time.',
  `record_created_timestamp` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP() COMMENT 'Business: When this record was written. Technical: Set by the database.',
  `feedback` STRING COMMENT 'Business: Whether people found the firing justified. Technical: Set by people; NULL: not judged.',
  `acknowledged_at` TIMESTAMP COMMENT 'Business: When somebody first said that they had seen the firing. Technical: Written by npm run feedback; NULL: nobody has.',
  CONSTRAINT `pk_alert_history` PRIMARY KEY (`evaluation_id`) NOT ENFORCED
)
USING DELTA
CLUSTER BY AUTO
COMMENT 'Alert evaluations: one row for each evaluation that was seen.'
TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableRowTracking' = 'true', 'delta.enableDeletionVectors' = 'true', 'delta.autoOptimize.autoCompact' = 'true', 'delta.autoOptimize.optimizeWrite' = 'true', 'delta.feature.allowColumnDefaults' = 'supported', 'layer' = 'gold', 'domain' = 'alerting', 'entity_type' = 'fact');

ALTER TABLE `health_monitor`.`gold`.`alert_history` ADD COLUMNS (`feedback` STRING COMMENT 'Business: Whether people found the firing justified. Technical: Set by people; NULL: not judged.', `acknowledged_at` TIMESTAMP COMMENT 'Business: When somebody first said that they had seen the firing. Technical: Written by npm run feedback; NULL: nobody has.');

ALTER TABLE `health_monitor`.`gold`.`alert_history` ADD CONSTRAINT `chk_evaluation_status` CHECK (evaluation_status IN ('OK', 'TRIGGERED', 'ERROR'));

ALTER TABLE `health_monitor`.`gold`.`alert_history` ADD CONSTRAINT `pk_alert_history` PRIMARY KEY (`evaluation_id`);

ALTER TABLE `health_monitor`.`gold`.`alert_history` ADD CONSTRAINT `fk_alert_history_alert_configurations` FOREIGN KEY (`alert_id`) REFERENCES `health_monitor`.`gold`.`alert_configurations`;

ALTER TABLE `health_monitor`.`gold`.`alert_history` SET TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableRowTracking' = 'true', 'delta.enableDeletionVectors' = 'true', 'delta.autoOptimize.autoCompact' = 'true', 'delta.autoOptimize.optimizeWrite' = 'true', 'delta.feature.allowColumnDefaults' = 'supported', 'layer' = 'gold', 'domain' = 'alerting', 'entity_type' = 'fact');

COMMENT ON TABLE `health_monitor`.`gold`.`alert_history` IS 'Alert evaluations: one row for each evaluation that was seen.';

ALTER TABLE `health_monitor`.`gold`.`alert_history` ALTER COLUMN `evaluation_id` COMMENT 'Business: Names one evaluation of one alert. Technical: Primary key; id and run of the alert, or api:, id and time.';

DROP TABLE IF EXISTS `health_monitor`.`gold`.`alert_history`;
