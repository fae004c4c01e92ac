CREATE TABLE IF NOT EXISTS `health_monitor`.`gold`.`alert_silences` (
  `silence_id` STRING NOT NULL COMMENT 'Business: Names the silence. Technical: Primary key; npm run silence makes one up.',
  `match_alert_id` STRING COMMENT 'Business: Which alerts are quiet, by their id: COST-012, COST-* or COST-01?. Technical: With * for any characters and ? for one; upper and lower case differ. NULL: whatever their id is.',
  `match_domain` STRING COMMENT 'Business: Which alerts are quiet, by their area of operations. Technical: Compared with agent_domain. NULL: of whatever area.',
  `match_severity` STRING COMMENT 'Business: Which alerts are quiet, by how urgent they are. Technical: Compared with severity. NULL: however urgent.',
  `match_owner` STRING COMMENT 'Business: Which alerts are quiet, by who answers for them. Technical: Compared with owner, in any letters. NULL: whosever they are.',
  `match_tag` STRING COMMENT 'Business: Which alerts are quiet, by a label: team=billing. Technical: Key and value of one of their tags. NULL: whatever their tags are.',
  `starts_at` TIMESTAMP NOT NULL COMMENT 'Business: From when on they are quiet. Technical: Before it nothing is held back.',
  `ends_at` TIMESTAMP NOT NULL COMMENT 'Business: Until when they are quiet. Technical: Behind starts_at, at most 90 days; else the row covers no alert.',
  `reason` STRING NOT NULL COMMENT 'Business: Why they are quiet. Technical: A row with a blank one covers no alert.',
  `repeats` STRING COMMENT 'Business: Only at these hours of the week: SAT,SUN 22:00-06:00. Technical: Days of MON to SUN on which it begins, and from when to when; a time at or before the first is one of the next day. NULL: all the time.',
  `repeats_timezone` STRING COMMENT 'Business: Whose hours these are. Technical: IANA name such as Europe/Zurich; NULL is UTC. A name that is none covers no alert.',
  `ticket_url` STRING COMMENT 'Business: Where the work behind it is planned. Technical: Documentation only.',
  `created_by` STRING COMMENT 'Business: Who wrote the row. Technical: Set by whoever inserts the row.',
  `created_at` TIMESTAMP DEFAULT CURRENT_TIMESTAMP() COMMENT 'Business: When the row was written. Technical: Set by the database.',
  CONSTRAINT `pk_alert_silences` PRIMARY KEY (`silence_id`) NOT ENFORCED
)
USING DELTA
CLUSTER BY AUTO
COMMENT 'Silences: alerts that tell nobody for a while, and why.'
TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableRowTracking' = 'true', 'delta.enableDeletionVectors' = 'true', 'delta.autoOptimize.autoCompact' = 'true', 'delta.autoOptimize.optimizeWrite' = 'true', 'delta.feature.allowColumnDefaults' = 'supported', 'layer' = 'gold', 'domain' = 'alerting', 'entity_type' = 'configuration');

ALTER TABLE `health_monitor`.`gold`.`alert_silences` ADD CONSTRAINT `pk_alert_silences` PRIMARY KEY (`silence_id`);

ALTER TABLE `health_monitor`.`gold`.`alert_silences` SET TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableRowTracking' = 'true', 'delta.enableDeletionVectors' = 'true', 'delta.autoOptimize.autoCompact' = 'true', 'delta.autoOptimize.optimizeWrite' = 'true', 'delta.feature.allowColumnDefaults' = 'supported', 'layer' = 'gold', 'domain' = 'alerting', 'entity_type' = 'configuration');

COMMENT ON TABLE `health_monitor`.`gold`.`alert_silences` IS 'Silences: alerts that tell nobody for a while, and why.';

ALTER TABLE `health_monitor`.`gold`.`alert_silences` ALTER COLUMN `silence_id` COMMENT 'Business: Names the silence. Technical: Primary key; npm run silence makes one up.';

DROP TABLE IF EXISTS `health_monitor`.`gold`.`alert_silences`;
