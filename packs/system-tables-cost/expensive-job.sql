-- Yesterday's list cost of each job.
-- https://docs.databricks.com/aws/en/admin/system-tables/billing
-- https://docs.databricks.com/aws/en/admin/system-tables/pricing
SELECT
  u.workspace_id,
  u.usage_metadata.job_id AS job_id,
  ROUND(SUM(u.usage_quantity * p.pricing.effective_list.default), 2) AS job_cost,
  COUNT(DISTINCT u.usage_metadata.job_run_id) AS runs,
  concat(
    'Job ', u.usage_metadata.job_id, ' in workspace ', u.workspace_id, ' cost ',
    ROUND(SUM(u.usage_quantity * p.pricing.effective_list.default), 2), ' ', ${currency}, ' yesterday, in ',
    COUNT(DISTINCT u.usage_metadata.job_run_id), ' runs'
  ) AS alert_message
FROM system.billing.usage AS u
JOIN system.billing.list_prices AS p
  ON p.sku_name = u.sku_name AND p.cloud = u.cloud AND p.usage_unit = u.usage_unit
  AND u.usage_end_time >= p.price_start_time
  AND (p.price_end_time IS NULL OR u.usage_end_time < p.price_end_time)
WHERE u.usage_date = date_sub(current_date(), 1)
  AND p.currency_code = ${currency}
  AND u.usage_metadata.job_id IS NOT NULL
GROUP BY u.workspace_id, u.usage_metadata.job_id
ORDER BY job_cost DESC, u.workspace_id, job_id
LIMIT 10
