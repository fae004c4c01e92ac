-- What the month would cost if its other days were like those so far, against the budget; the month is yesterday's.
-- https://docs.databricks.com/aws/en/admin/system-tables/billing
-- https://docs.databricks.com/aws/en/admin/system-tables/pricing
WITH days AS (
  SELECT u.usage_date, SUM(u.usage_quantity * p.pricing.effective_list.default) AS day_cost
  FROM system.billing.usage AS u
  JOIN system.billing.list_prices AS p
    ON p.sku_name = u.sku_name AND p.cloud = u.cloud AND p.usage_unit = u.usage_unit
    AND u.usage_end_time >= p.price_start_time
    AND (p.price_end_time IS NULL OR u.usage_end_time < p.price_end_time)
  WHERE u.usage_date >= date_trunc('MONTH', date_sub(current_date(), 1)) AND u.usage_date < current_date()
    AND p.currency_code = ${currency}
  GROUP BY u.usage_date
)
SELECT
  ROUND(100 * AVG(day_cost) * day(last_day(date_sub(current_date(), 1))) / ${monthly_budget}, 1) AS forecast_pct_of_budget,
  ROUND(SUM(day_cost), 2) AS spent,
  concat(
    ROUND(SUM(day_cost), 2), ' ', ${currency}, ' were spent in ', COUNT(*), ' days, ', ROUND(AVG(day_cost), 2),
    ' a day; the budget of the month is ', ${monthly_budget}
  ) AS alert_message
FROM days
HAVING COUNT(*) >= ${min_days}
