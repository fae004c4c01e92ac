-- List cost of the last 7 full days that carries no tag, for each workspace.
-- https://docs.databricks.com/aws/en/admin/system-tables/billing
-- https://docs.databricks.com/aws/en/admin/system-tables/pricing
WITH untagged AS (
  SELECT
    u.workspace_id, u.billing_origin_product,
    SUM(u.usage_quantity * p.pricing.effective_list.default) AS list_cost
  FROM system.billing.usage AS u
  JOIN system.billing.list_prices AS p
    ON p.sku_name = u.sku_name AND p.cloud = u.cloud AND p.usage_unit = u.usage_unit
    AND u.usage_end_time >= p.price_start_time
    AND (p.price_end_time IS NULL OR u.usage_end_time < p.price_end_time)
  WHERE u.usage_date >= date_sub(current_date(), 7) AND u.usage_date < current_date()
    AND p.currency_code = ${currency}
    AND COALESCE(cardinality(u.custom_tags), 0) = 0
  GROUP BY u.workspace_id, u.billing_origin_product
)
SELECT
  workspace_id,
  ROUND(SUM(list_cost), 2) AS untagged_cost,
  concat(
    ROUND(SUM(list_cost), 2), ' ', ${currency}, ' of the last 7 days in workspace ', workspace_id,
    ' carry no tag; most of it is ', max_by(billing_origin_product, list_cost)
  ) AS alert_message
FROM untagged
GROUP BY workspace_id
ORDER BY untagged_cost DESC, workspace_id
LIMIT 10
