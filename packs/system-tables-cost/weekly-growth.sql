-- List cost of the last 7 full days against the 7 days before, for each product in each workspace.
-- https://docs.databricks.com/aws/en/admin/system-tables/billing
-- https://docs.databricks.com/aws/en/admin/system-tables/pricing
WITH priced AS (
  SELECT
    u.workspace_id, u.billing_origin_product, u.usage_date,
    u.usage_quantity * p.pricing.effective_list.default AS list_cost
  FROM system.billing.usage AS u
  JOIN system.billing.list_prices AS p
    ON p.sku_name = u.sku_name AND p.cloud = u.cloud AND p.usage_unit = u.usage_unit
    AND u.usage_end_time >= p.price_start_time
    AND (p.price_end_time IS NULL OR u.usage_end_time < p.price_end_time)
  WHERE u.usage_date >= date_sub(current_date(), 14) AND u.usage_date < current_date()
    AND p.currency_code = ${currency}
),
products AS (
  SELECT
    workspace_id,
    billing_origin_product,
    COALESCE(SUM(list_cost) FILTER (WHERE usage_date >= date_sub(current_date(), 7)), 0) AS week_cost,
    COALESCE(SUM(list_cost) FILTER (WHERE usage_date < date_sub(current_date(), 7)), 0) AS week_before_cost
  FROM priced
  GROUP BY workspace_id, billing_origin_product
)
SELECT
  workspace_id,
  billing_origin_product,
  ROUND(100 * (week_cost - week_before_cost) / GREATEST(week_before_cost, ${floor_week_cost}), 1) AS growth_pct,
  ROUND(week_cost, 2) AS week_cost,
  ROUND(week_before_cost, 2) AS week_before_cost,
  concat(
    billing_origin_product, ' in workspace ', workspace_id, ' cost ', ROUND(week_cost, 2), ' ', ${currency},
    ' in 7 days, after ', ROUND(week_before_cost, 2), ' in the 7 days before'
  ) AS alert_message
FROM products
ORDER BY growth_pct DESC, workspace_id, billing_origin_product
LIMIT 10
