CREATE TABLE IF NOT EXISTS `health_monitor`.`gold`.`alert_configurations` (
  `alert_id` STRING NOT NULL COMMENT 'Business: Short name of the alert that people use, for example COST-012. Technical: Primary key; the resource\'s logical name, never changed or used again.',
  `alert_name` STRING NOT NULL COMMENT 'Business: What the alert watches, in a few words. Technical: The alert\'s display name is [severity] alert_name, unique in its folder.',
  `alert_description` STRING COMMENT 'Business: Why the alert exists and what to do when it fires. Technical: Documentation only; not sent to the service.',
  `agent_domain` STRING NOT NULL COMMENT 'Business: Which area of operations the alert belongs to. Technical: Groups alerts; {{DOMAIN}} in templates.',
  `severity` STRING NOT NULL DEFAULT 'WARNING' COMMENT 'Business: How urgent a firing is. Technical: First part of the display name; {{SEVERITY}} in templates.',
  `alert_query_template` STRING NOT NULL COMMENT 'Business: The question that the alert asks of the data. Technical: One SELECT; the placeholders catalog and gold_schema are filled in, one closing semicolon is dropped.',
  `query_source` STRING DEFAULT 'CUSTOM' COMMENT 'Business: Where the query comes from. Technical: Documentation only; not sent to the service.',
  `source_artifact_name` STRING COMMENT 'Business: The function, metric view or monitor that the query is built on. Technical: Documentation only; not sent to the service.',
  `threshold_column` STRING NOT NULL COMMENT 'Business: Which figure of the query\'s result is watched. Technical: Column of the result; evaluation.source.name.',
  `threshold_operator` STRING NOT NULL COMMENT 'Business: How the figure is compared with the threshold. Technical: evaluation.comparison_operator; == is =, <> is !=; IS NULL and IS NOT NULL need no threshold.',
  `threshold_value_type` STRING NOT NULL COMMENT 'Business: Whether the threshold is a number, a text or a truth value. Technical: Says which of the threshold_value_ columns is read.',
  `threshold_value_double` DOUBLE COMMENT 'Business: The threshold when it is a number. Technical: evaluation.threshold.value.double_value; required for DOUBLE.',
  `threshold_value_string` STRING COMMENT 'Business: The threshold when it is a text. Technical: evaluation.threshold.value.string_value; required for STRING.',
  `threshold_value_bool` BOOLEAN COMMENT 'Business: The threshold when it is a truth value. Technical: evaluation.threshold.value.bool_value; required for BOOLEAN.',
  `empty_result_state` STRING NOT NULL DEFAULT 'OK' COMMENT 'Business: What it means when the query finds nothing. Technical: evaluation.empty_result_state.',
  `aggregation_type` STRING DEFAULT 'NONE' COMMENT 'Business: How several rows of the result become one figure. Technical: evaluation.source.aggregation; NONE takes the first row\'s value.',
  `schedule_cron` STRING NOT NULL DEFAULT '0 */5 * * * ?' COMMENT 'Business: How often the alert is evaluated. Technical: Quartz cron of 6 or 7 fields, seconds first; schedule.quartz_cron_schedule.',
  `schedule_timezone` STRING NOT NULL DEFAULT 'America/Los_Angeles' COMMENT 'Business: Whose clock the schedule follows. Technical: IANA time zone; schedule.timezone_id.',
  `pause_status` STRING NOT NULL DEFAULT 'UNPAUSED' COMMENT 'Business: Whether a deployed alert is running or resting. Technical: schedule.pause_status.',
  `is_enabled` BOOLEAN NOT NULL DEFAULT TRUE COMMENT 'Business: Whether the alert is wanted at all. Technical: FALSE or NULL pauses a deployed alert, or removes it with the setting deleteDisabled.',
  `notification_channels` ARRAY<STRING> NOT NULL COMMENT 'Business: Who is told when the alert fires. Technical: E-mail addresses or notification_destinations.destination_id; evaluation.notification.subscriptions.',
  `notify_on_ok` BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'Business: Whether people are also told when all is well again. Technical: evaluation.notification.notify_on_ok.',
  `retrigger_seconds` INT COMMENT 'Business: How soon people are reminded while the alert keeps firing. Technical: Seconds; 0 or NULL notifies once until it is OK again; evaluation.notification.retrigger_seconds.',
  `use_custom_template` BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'Business: Whether the message is worded by this row. Technical: FALSE ignores both custom templates.',
  `custom_subject_template` STRING COMMENT 'Business: Subject of the message. Technical: Mustache, becomes custom_summary; row values are inserted as they are.',
  `custom_body_template` STRING COMMENT 'Business: Text of the message. Technical: Mustache and HTML, becomes custom_description; row values are escaped for HTML.',
  `owner` STRING NOT NULL COMMENT 'Business: The person or team that answers for the alert. Technical: {{OWNER}} in templates; not the owner of the object in the workspace.',
  `created_by` STRING NOT NULL COMMENT 'Business: Who wrote the row. Technical: Set by whoever inserts the row.',
  `created_at` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP() COMMENT 'Business: When the row was written. Technical: Set by the database.',
  `updated_by` STRING COMMENT 'Business: Who changed the row last. Technical: Set by whoever updates the row.',
  `updated_at` TIMESTAMP COMMENT 'Business: When the row was changed last. Technical: Set by whoever updates the row; a deployment does not touch it.',
  `tags` MAP<STRING,STRING> COMMENT 'Business: Free labels for finding and grouping alerts. Technical: Documentation only; not sent to the service.',
  `databricks_alert_id` STRING COMMENT 'Business: The alert in the workspace that this row describes. Technical: Id of the Alerts v2 object; written by the program, NULL when there is none.',
  `databricks_display_name` STRING COMMENT 'Business: The name under which the workspace shows the alert. Technical: Written by the program.',
  `last_synced_at` TIMESTAMP COMMENT 'Business: When a deployment last acted on the alert. Technical: Written by the program.',
  `last_sync_status` STRING COMMENT 'Business: What that deployment did. Technical: Written by the program.',
  `last_sync_error` STRING COMMENT 'Business: Why that deployment failed. Technical: Written by the program; at most 1,900 characters, NULL after a success.',
  `run_as` STRING COMMENT 'Business: Whose permissions the query runs with. Technical: With @ a user name, else a service principal\'s application id; run_as. NULL: the setting runAs, else who deploys.',
  `runbook_url` STRING COMMENT 'Business: Where to read what to do when the alert fires. Technical: {{RUNBOOK_URL}} in templates.',
  `last_synced_hash` STRING COMMENT 'Business: Tells which rows were changed since the last deployment. Technical: Hash of the deployed definition; written by the program.',
  `managed_by` STRING COMMENT 'Business: Which pack of alerts in Git the row comes from, if it does. Technical: pack:<name>@<version>; written by the program, NULL for a row that people keep here.',
  `pack_base` STRING COMMENT 'Business: Tells cells that people changed from those that the pack changed. Technical: JSON of the cells as the pack last wrote them; written by the program.',
  `notice_within` STRING COMMENT 'Business: How late it may be noticed that something is wrong. Technical: Such as 30m, 4h or 1d; how far npm run schedule may slow the row down, not sent to the service.',
  `other_fields` MAP<STRING,STRING> COMMENT 'Business: What the alert has in the workspace that no other column can say, such as a name without a severity. Technical: Path of a field and its value, in the place of what the other columns say: displayName, warehouseId, customTemplateFormat, …; written by import.',
  `threshold_value_min` DOUBLE COMMENT 'Business: The lower end of the range that the figure is compared with. Technical: For BETWEEN and NOT BETWEEN, the end is in the range; compiled into the query.',
  `threshold_value_max` DOUBLE COMMENT 'Business: The upper end of the range that the figure is compared with. Technical: For BETWEEN and NOT BETWEEN, the end is in the range; compiled into the query.',
  `threshold_value_list` ARRAY<STRING> COMMENT 'Business: The values that the figure is compared with. Technical: For IN and NOT IN, read as threshold_value_type says, DOUBLE or STRING; compiled into the query.',
  `threshold_value_column` STRING COMMENT 'Business: The other figure of the result that the watched one is compared with. Technical: In the place of a value; evaluation.threshold.column.name.',
  `query_parameters` MAP<STRING,STRING> COMMENT 'Business: Values that stand in the query under a name. Technical: Name and SQL literal: :name in the query becomes the literal, 7 or DATE \'2026-01-01\' or \'text\'.',
  `fires_for` STRING COMMENT 'Business: How often the condition must hold before the alert fires. Technical: Such as 3 of 5, or 2 in a row, of at most 96 checks; asks the query at its last scheduled times as well.',
  `recover_value_double` DOUBLE COMMENT 'Business: The figure at which a firing alert is well again, when that is not its threshold. Technical: Fires above 90 and clears below 80; asks the query at its last scheduled times as well.',
  `silenced_until` TIMESTAMP COMMENT 'Business: Until when the alert is quiet. Technical: Compiled into the query, where it ends by itself; the state is OK until then.',
  `silence_reason` STRING COMMENT 'Business: Why the alert is quiet. Technical: Required with silenced_until; {{SILENCE_REASON}} in templates.',
  `notification_mode` STRING COMMENT 'Business: Whether the alert tells people, or is only tried. Technical: NULL is LIVE; SHADOW deploys it without subscribers, with (shadow) behind its name.',
  `shadow_until` TIMESTAMP COMMENT 'Business: Until when the alert is tried. Technical: Lint speaks up when it is over; nothing else happens then.',
  `ml_model_enabled` BOOLEAN COMMENT 'Business: Whether a score holds back firings that are probably noise. Technical: Needs ml_model_name and ml_threshold; never on CRITICAL alerts.',
  `ml_model_name` STRING COMMENT 'Business: What scores a firing. Technical: usual_range, feedback, or catalog.schema.function: (alert_id STRING, value DOUBLE, moment TIMESTAMP) RETURNS DOUBLE from 0 to 1.',
  `ml_threshold` DOUBLE COMMENT 'Business: Below which score a firing is held back. Technical: More than 0, at most 1; NULL or no score fires.',
  CONSTRAINT `pk_alert_configurations` PRIMARY KEY (`alert_id`) NOT ENFORCED
)
USING DELTA
CLUSTER BY AUTO
COMMENT 'Alert definitions: each row is deployed as one Databricks SQL alert.'
TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableRowTracking' = 'true', 'delta.enableDeletionVectors' = 'true', 'delta.autoOptimize.autoCompact' = 'true', 'delta.autoOptimize.optimizeWrite' = 'true', 'delta.feature.allowColumnDefaults' = 'supported', 'layer' = 'gold', 'domain' = 'alerting', 'entity_type' = 'configuration');

ALTER TABLE `health_monitor`.`gold`.`alert_configurations` ADD COLUMNS (`run_as` STRING COMMENT 'Business: Whose permissions the query runs with. Technical: With @ a user name, else a service principal\'s application id; run_as. NULL: the setting runAs, else who deploys.', `runbook_url` STRING COMMENT 'Business: Where to read what to do when the alert fires. Technical: {{RUNBOOK_URL}} in templates.', `last_synced_hash` STRING COMMENT 'Business: Tells which rows were changed since the last deployment. Technical: Hash of the deployed definition; written by the program.', `managed_by` STRING COMMENT 'Business: Which pack of alerts in Git the row comes from, if it does. Technical: pack:<name>@<version>; written by the program, NULL for a row that people keep here.', `pack_base` STRING COMMENT 'Business: Tells cells that people changed from those that the pack changed. Technical: JSON of the cells as the pack last wrote them; written by the program.', `notice_within` STRING COMMENT 'Business: How late it may be noticed that something is wrong. Technical: Such as 30m, 4h or 1d; how far npm run schedule may slow the row down, not sent to the service.', `other_fields` MAP<STRING,STRING> COMMENT 'Business: What the alert has in the workspace that no other column can say, such as a name without a severity. Technical: Path of a field and its value, in the place of what the other columns say: displayName, warehouseId, customTemplateFormat, …; written by import.', `threshold_value_min` DOUBLE COMMENT 'Business: The lower end of the range that the figure is compared with. Technical: For BETWEEN and NOT BETWEEN, the end is in the range; compiled into the query.', `threshold_value_max` DOUBLE COMMENT 'Business: The upper end of the range that the figure is compared with. Technical: For BETWEEN and NOT BETWEEN, the end is in the range; compiled into the query.', `threshold_value_list` ARRAY<STRING> COMMENT 'Business: The values that the figure is compared with. Technical: For IN and NOT IN, read as threshold_value_type says, DOUBLE or STRING; compiled into the query.', `threshold_value_column` STRING COMMENT 'Business: The other figure of the result that the watched one is compared with. Technical: In the place of a value; evaluation.threshold.column.name.', `query_parameters` MAP<STRING,STRING> COMMENT 'Business: Values that stand in the query under a name. Technical: Name and SQL literal: :name in the query becomes the literal, 7 or DATE \'2026-01-01\' or \'text\'.', `fires_for` STRING COMMENT 'Business: How often the condition must hold before the alert fires. Technical: Such as 3 of 5, or 2 in a row, of at most 96 checks; asks the query at its last scheduled times as well.', `recover_value_double` DOUBLE COMMENT 'Business: The figure at which a firing alert is well again, when that is not its threshold. Technical: Fires above 90 and clears below 80; asks the query at its last scheduled times as well.', `silenced_until` TIMESTAMP COMMENT 'Business: Until when the alert is quiet. Technical: Compiled into the query, where it ends by itself; the state is OK until then.', `silence_reason` STRING COMMENT 'Business: Why the alert is quiet. Technical: Required with silenced_until; {{SILENCE_REASON}} in templates.', `notification_mode` STRING COMMENT 'Business: Whether the alert tells people, or is only tried. Technical: NULL is LIVE; SHADOW deploys it without subscribers, with (shadow) behind its name.', `shadow_until` TIMESTAMP COMMENT 'Business: Until when the alert is tried. Technical: Lint speaks up when it is over; nothing else happens then.', `ml_model_enabled` BOOLEAN COMMENT 'Business: Whether a score holds back firings that are probably noise. Technical: Needs ml_model_name and ml_threshold; never on CRITICAL alerts.', `ml_model_name` STRING COMMENT 'Business: What scores a firing. Technical: usual_range, feedback, or catalog.schema.function: (alert_id STRING, value DOUBLE, moment TIMESTAMP) RETURNS DOUBLE from 0 to 1.', `ml_threshold` DOUBLE COMMENT 'Business: Below which score a firing is held back. Technical: More than 0, at most 1; NULL or no score fires.');

ALTER TABLE `health_monitor`.`gold`.`alert_configurations` ADD CONSTRAINT `chk_agent_domain` CHECK (agent_domain IN ('COST', 'SECURITY', 'PERFORMANCE', 'RELIABILITY', 'QUALITY'));

ALTER TABLE `health_monitor`.`gold`.`alert_configurations` ADD CONSTRAINT `chk_severity` CHECK (severity IN ('CRITICAL', 'WARNING', 'INFO'));

ALTER TABLE `health_monitor`.`gold`.`alert_configurations` ADD CONSTRAINT `chk_threshold_operator` CHECK (upper(trim(threshold_operator)) IN ('>', '<', '>=', '<=', '=', '==', '!=', '<>', 'IS NULL', 'IS NOT NULL', 'BETWEEN', 'NOT BETWEEN', 'IN', 'NOT IN'));

ALTER TABLE `health_monitor`.`gold`.`alert_configurations` ADD CONSTRAINT `chk_threshold_value_type` CHECK (upper(trim(threshold_value_type)) IN ('DOUBLE', 'STRING', 'BOOLEAN'));

ALTER TABLE `health_monitor`.`gold`.`alert_configurations` ADD CONSTRAINT `chk_empty_result_state` CHECK (empty_result_state IN ('OK', 'TRIGGERED', 'ERROR'));

ALTER TABLE `health_monitor`.`gold`.`alert_configurations` ADD CONSTRAINT `chk_pause_status` CHECK (pause_status IN ('UNPAUSED', 'PAUSED'));

ALTER TABLE `health_monitor`.`gold`.`alert_configurations` ADD CONSTRAINT `pk_alert_configurations` PRIMARY KEY (`alert_id`);

ALTER TABLE `health_monitor`.`gold`.`alert_configurations` SET TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableRowTracking' = 'true', 'delta.enableDeletionVectors' = 'true', 'delta.autoOptimize.autoCompact' = 'true', 'delta.autoOptimize.optimizeWrite' = 'true', 'delta.feature.allowColumnDefaults' = 'supported', 'layer' = 'gold', 'domain' = 'alerting', 'entity_type' = 'configuration');

COMMENT ON TABLE `health_monitor`.`gold`.`alert_configurations` IS 'Alert definitions: each row is deployed as one Databricks SQL alert.';

ALTER TABLE `health_monitor`.`gold`.`alert_configurations` ALTER COLUMN `alert_id` COMMENT 'Business: Short name of the alert that people use, for example COST-012. Technical: Primary key; the resource\'s logical name, never changed or used again.';

DROP TABLE IF EXISTS `health_monitor`.`gold`.`alert_configurations`;
