-- Yesterday's list cost of each workspace against the mean of its 7 days before.
-- https://docs.databricks.com/aws/en/admin/system-tables/billing
-- https://docs.databricks.com/aws/en/admin/system-tables/pricing
-- The service corrects usage by rows of its own (record_type), some with a negative quantity: all of them are added up.
WITH priced AS (
  SELECT u.workspace_id, u.usage_date, u.usage_quantity * p.pricing.effective_list.default AS list_cost
  FROM system.billing.usage AS u
  JOIN system.billing.list_prices AS p
    ON p.sku_name = u.sku_name AND p.cloud = u.cloud AND p.usage_unit = u.usage_unit
    AND u.usage_end_time >= p.price_start_time
    AND (p.price_end_time IS NULL OR u.usage_end_time < p.price_end_time)
  WHERE u.usage_date >= date_sub(current_date(), 8)
    AND p.currency_code = ${currency}
),
workspaces AS (
  SELECT
    workspace_id,
    COALESCE(SUM(list_cost) FILTER (WHERE usage_date = date_sub(current_date(), 1)), 0) AS yesterday_cost,
    COALESCE(SUM(list_cost) FILTER (WHERE usage_date < date_sub(current_date(), 1)), 0) / 7 AS usual_cost
  FROM priced
  GROUP BY workspace_id
)
SELECT
  workspace_id,
  ROUND(100 * yesterday_cost / GREATEST(usual_cost, ${floor_cost}), 1) AS pct_of_baseline,
  ROUND(yesterday_cost, 2) AS yesterday_cost,
  ROUND(usual_cost, 2) AS usual_cost,
  concat(
    'Workspace ', workspace_id, ' cost ', ROUND(yesterday_cost, 2), ' ', ${currency}, ' yesterday, against ',
    ROUND(usual_cost, 2), ' on an average day of the week before'
  ) AS alert_message
FROM workspaces
ORDER BY pct_of_baseline DESC, workspace_id
LIMIT 10
