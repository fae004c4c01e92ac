-- What the month has cost so far, against the budget; the month is yesterday's.
-- https://docs.databricks.com/aws/en/admin/system-tables/billing
-- https://docs.databricks.com/aws/en/admin/system-tables/pricing
WITH workspaces AS (
  SELECT u.workspace_id, SUM(u.usage_quantity * p.pricing.effective_list.default) AS list_cost
  FROM system.billing.usage AS u
  JOIN system.billing.list_prices AS p
    ON p.sku_name = u.sku_name AND p.cloud = u.cloud AND p.usage_unit = u.usage_unit
    AND u.usage_end_time >= p.price_start_time
    AND (p.price_end_time IS NULL OR u.usage_end_time < p.price_end_time)
  WHERE u.usage_date >= date_trunc('MONTH', date_sub(current_date(), 1)) AND u.usage_date < current_date()
    AND p.currency_code = ${currency}
  GROUP BY u.workspace_id
)
SELECT
  ROUND(100 * COALESCE(SUM(list_cost), 0) / ${monthly_budget}, 1) AS spent_pct_of_budget,
  ROUND(COALESCE(SUM(list_cost), 0), 2) AS spent,
  concat(
    ROUND(COALESCE(SUM(list_cost), 0), 2), ' ', ${currency}, ' of ', ${monthly_budget},
    ' are spent; workspace ', max_by(workspace_id, list_cost), ' spent most of it: ', ROUND(MAX(list_cost), 2)
  ) AS alert_message
FROM workspaces
