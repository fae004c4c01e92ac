-- Hours since the end of the latest usage that was recorded; 168 where there is none in a week.
-- https://docs.databricks.com/aws/en/admin/system-tables/billing
SELECT
  COALESCE(timestampdiff(HOUR, MAX(usage_end_time), current_timestamp()), 168) AS hours_late,
  COALESCE(
    concat('The latest usage on record ended at ', date_format(MAX(usage_end_time), 'yyyy-MM-dd HH:mm'), ' UTC'),
    'There is no usage on record in the last 7 days'
  ) AS alert_message
FROM system.billing.usage
WHERE usage_date >= date_sub(current_date(), 7)
