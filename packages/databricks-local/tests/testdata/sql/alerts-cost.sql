-- Alerts on cost, over tables/system-tables.sql. The page named is that of the construct on which the alert leans most.
-- List cost by day: 150 USD from the 9th to the 21st (and 50 more on the 19th), 692.35 on the 22nd: 600 (J1) + 30 (J2) + 55 + 7.35.

-- page: functions/asterisksign (usage × list price of its time: a product of two DECIMAL(38,18) is DECIMAL(38,6))
-- expect: [["600.000000"], ["55.000000"], ["30.000000"], ["7.350000"]]
-- types: decimal(38,6)
SELECT u.usage_quantity * p.pricing.effective_list.default AS list_cost
FROM system.billing.usage AS u
JOIN system.billing.list_prices AS p
  ON u.cloud = p.cloud AND u.sku_name = p.sku_name AND u.usage_start_time >= p.price_start_time
 AND (p.price_end_time IS NULL OR u.usage_start_time < p.price_end_time)
WHERE u.usage_date = date_sub(current_date(), 1)
ORDER BY list_cost DESC;

-- page: functions/avg (daily cost spike: yesterday in percent of the mean of the 7 days before)
-- expect: [["692.350000", "157.1428571429", "440.6"]]
-- types: decimal(38,6), decimal(38,10), decimal(34,1)
WITH daily AS (
  SELECT u.usage_date, SUM(u.usage_quantity * p.pricing.default) AS cost
  FROM system.billing.usage u
  INNER JOIN system.billing.list_prices p
    ON u.cloud = p.cloud AND u.sku_name = p.sku_name
   AND u.usage_start_time BETWEEN p.price_start_time AND COALESCE(p.price_end_time, TIMESTAMP '9999-12-31')
  WHERE u.usage_date BETWEEN DATE_SUB(CURRENT_DATE(), 8) AND DATE_SUB(CURRENT_DATE(), 1)
  GROUP BY u.usage_date
),
baseline AS (SELECT AVG(cost) AS mean_cost FROM daily WHERE usage_date < DATE_SUB(CURRENT_DATE(), 1))
SELECT d.cost, b.mean_cost, ROUND(d.cost / NULLIF(b.mean_cost, 0) * 100, 1) AS pct_of_baseline
FROM daily d CROSS JOIN baseline b
WHERE d.usage_date = DATE_SUB(CURRENT_DATE(), 1);

-- page: functions/sum (weekly growth, only over full weeks)
-- expect: [["56.4"]]
-- types: decimal(34,1)
WITH weeks AS (
  SELECT CASE WHEN usage_date >= current_date() - INTERVAL 7 DAYS THEN 'this' ELSE 'last' END AS week,
         SUM(usage_quantity * pricing.default) AS cost, COUNT(DISTINCT usage_date) AS days
  FROM system.billing.usage JOIN system.billing.list_prices USING (cloud, sku_name)
  WHERE usage_date >= current_date() - INTERVAL 14 DAYS AND usage_date < current_date()
    AND usage_start_time >= price_start_time AND usage_start_time < COALESCE(price_end_time, current_timestamp())
  GROUP BY 1
  HAVING days = 7
)
SELECT ROUND((MAX(cost) FILTER (WHERE week = 'this') - MAX(cost) FILTER (WHERE week = 'last')) / MAX(cost) FILTER (WHERE week = 'last') * 100, 1) AS growth_pct
FROM weeks;

-- page: functions/round (budget used, month to date)
-- expect: [["2692.350000", "89.75"]]
-- types: decimal(38,6), decimal(35,2)
SELECT SUM(u.usage_quantity * p.pricing.default) AS mtd_cost, ROUND(SUM(u.usage_quantity * p.pricing.default) / 3000 * 100, 2) AS budget_pct
FROM system.billing.usage AS u LEFT JOIN system.billing.list_prices AS p
  ON p.sku_name = u.sku_name AND u.usage_start_time >= p.price_start_time AND (u.usage_start_time < p.price_end_time OR p.price_end_time IS NULL)
WHERE u.usage_date >= DATE_TRUNC('MONTH', CURRENT_DATE());

-- page: sql-ref-syntax-qry-select-having (expensive job)
-- expect: [["J1", "600.000000"]]
SELECT u.usage_metadata.job_id AS job_id, SUM(u.usage_quantity * p.pricing.default) AS cost
FROM system.billing.usage u JOIN system.billing.list_prices p
  ON u.sku_name = p.sku_name AND u.usage_start_time >= p.price_start_time AND (p.price_end_time IS NULL OR u.usage_start_time < p.price_end_time)
WHERE u.usage_date = CURRENT_DATE() - 1 AND u.usage_metadata.job_id IS NOT NULL
GROUP BY u.usage_metadata.job_id
HAVING cost > 500
ORDER BY cost DESC LIMIT 10;

-- page: functions/case (job cost jump: 7 days against the 7 before)
-- expect: [["450.000000"]]
-- types: decimal(38,6)
SELECT MAX(increase) AS max_increase FROM (
  SELECT usage_metadata.job_id,
         SUM(CASE WHEN usage_date >= DATE_ADD(CURRENT_DATE(), -7) THEN usage_quantity * pricing.default ELSE 0 END)
         - SUM(CASE WHEN usage_date < DATE_ADD(CURRENT_DATE(), -7) THEN usage_quantity * pricing.default ELSE 0 END) AS increase
  FROM system.billing.usage JOIN system.billing.list_prices USING (cloud, sku_name)
  WHERE usage_metadata.job_id IS NOT NULL AND usage_date >= DATE_ADD(CURRENT_DATE(), -14) AND price_end_time IS NULL
  GROUP BY usage_metadata.job_id
);

-- page: functions/percentile (outlier run: more than twice the 90th percentile of the job's runs)
-- expect: [["J1", "r14", "600.000000", 150.0]]
-- types: string, string, decimal(38,6), double
WITH runs AS (
  SELECT usage_metadata.job_id, usage_metadata.job_run_id, SUM(usage_quantity * pricing.default) AS cost
  FROM system.billing.usage JOIN system.billing.list_prices USING (cloud, sku_name)
  WHERE usage_metadata.job_run_id IS NOT NULL AND usage_date >= add_months(current_date(), -1)
  GROUP BY ALL
)
SELECT *, PERCENTILE(cost, 0.9) OVER (PARTITION BY job_id) AS p90 FROM runs QUALIFY cost > 2 * p90;

-- page: functions/percentile_approx (the same by percentile_approx)
-- expect: [[1]]
WITH runs AS (
  SELECT usage_metadata.job_id AS job_id, usage_metadata.job_run_id AS run_id, CAST(SUM(usage_quantity) AS DOUBLE) AS dbus
  FROM system.billing.usage WHERE usage_metadata.job_id IS NOT NULL GROUP BY 1, 2
), limits AS (SELECT job_id, percentile_approx(dbus, 0.9) AS p90 FROM runs GROUP BY job_id)
SELECT COUNT(*) AS outliers FROM runs JOIN limits USING (job_id) WHERE dbus > 2 * p90;

-- page: functions/cardinality (untagged spend: no tags, or an empty map)
-- expect: [["2026-11-22", "85.000000"]]
SELECT usage_date, SUM(usage_quantity * pricing.default) AS untagged_cost
FROM system.billing.usage u JOIN system.billing.list_prices p ON u.sku_name = p.sku_name AND p.price_end_time IS NULL
WHERE usage_date = DATE_ADD(CURRENT_DATE(), -1) AND (custom_tags IS NULL OR cardinality(custom_tags) = 0)
GROUP BY usage_date;

-- page: functions/nullif (tag coverage)
-- expect: [["91.8"]]
WITH priced AS (
  SELECT u.*, u.usage_quantity * p.pricing.default AS cost
  FROM system.billing.usage u JOIN system.billing.list_prices p
    ON u.sku_name = p.sku_name AND u.usage_start_time >= p.price_start_time AND u.usage_start_time < coalesce(p.price_end_time, now())
)
SELECT ROUND(SUM(CASE WHEN size(map_keys(custom_tags)) > 0 THEN cost ELSE 0 END) / NULLIF(SUM(cost), 0) * 100, 1) AS coverage_pct
FROM priced WHERE usage_date >= CURRENT_DATE() - INTERVAL '7' DAY;

-- page: functions/element_at (spend by tag)
-- expect: [["bi", 10.5], ["data", 4000.0], ["none", 300.0]]
-- types: string, double
SELECT COALESCE(custom_tags['team'], 'none') AS team, CAST(SUM(usage_quantity) AS DOUBLE) AS dbus
FROM system.billing.usage WHERE usage_date = '2026-11-22' GROUP BY team ORDER BY team;

-- page: functions/stddev (cost anomaly: a z-score over the 13 days before)
-- expect: [["2026-11-22", 4000.0, true]]
SELECT usage_date, dbus, z > 3 AS is_anomaly FROM (
  SELECT usage_date, dbus, (dbus - mean) / NULLIF(deviation, 0) AS z FROM (
    SELECT usage_date, dbus, AVG(dbus) OVER w AS mean, STDDEV(dbus) OVER w AS deviation FROM (
      SELECT usage_date, CAST(SUM(usage_quantity) AS DOUBLE) + CAST(day(usage_date) % 2 AS DOUBLE) AS dbus
      FROM system.billing.usage WHERE usage_metadata.job_id = 'J1' GROUP BY usage_date)
    WINDOW w AS (ORDER BY usage_date ROWS BETWEEN 13 PRECEDING AND 1 PRECEDING)))
WHERE usage_date = CURRENT_DATE() - INTERVAL 1 DAY;

-- page: sql-ref-window-functions (rolling 7 days by a RANGE frame over dates)
-- expect: [["2026-11-21", "7100.000000000000000000"], ["2026-11-22", "10410.500000000000000000"]]
-- types: date, decimal(38,18)
SELECT usage_date, SUM(dbus) OVER (ORDER BY usage_date RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND CURRENT ROW) AS rolling
FROM (SELECT usage_date, SUM(usage_quantity) AS dbus FROM system.billing.usage GROUP BY usage_date)
QUALIFY usage_date >= DATE '2026-11-21' ORDER BY usage_date;

-- page: sql-ref-syntax-qry-select-pivot (cost by product as columns)
-- expect: [["2026-11-22", 4200.0, 10.5]]
SELECT * FROM (
  SELECT usage_date, billing_origin_product AS product, CAST(usage_quantity AS DOUBLE) AS dbus
  FROM system.billing.usage WHERE usage_date = DATE '2026-11-22')
PIVOT (SUM(dbus) FOR product IN ('JOBS' AS jobs, 'SQL' AS sql));

-- page: functions/max_by (the day that cost most, and the sku of its dearest record)
-- expect: [["2026-11-22", "PREMIUM_JOBS_COMPUTE"]]
SELECT MAX_BY(usage_date, usage_quantity) AS day, MAX_BY(sku_name, usage_quantity) AS sku FROM system.billing.usage;

-- page: functions/try_divide (a share that may have nothing below the line)
-- expect: [[null, 0.25]]
SELECT TRY_DIVIDE(SUM(IF(sku_name = 'NONE', 1, 0)), SUM(IF(sku_name = 'NONE', 1, 0))) AS nothing,
       TRY_DIVIDE(COUNT_IF(workspace_id = '1002'), COUNT(*)) AS share
FROM system.billing.usage WHERE usage_date = DATEADD(DAY, -1, CURRENT_DATE());

-- page: functions/date_format (forecast: month-to-date spread over the days of the month)
-- expect: [["2026-11", 30, 23]]
-- types: string, int, int
SELECT DATE_FORMAT(CURRENT_DATE(), 'yyyy-MM') AS month, DAY(LAST_DAY(CURRENT_DATE())) AS days, DAYOFMONTH(CURRENT_DATE()) AS today;

-- page: sql-ref-syntax-qry-select-groupby (ROLLUP, with the totals told apart by grouping)
-- expect: [["1001", "ALL_PURPOSE", 2, 0], ["1001", "JOBS", 15, 0], ["1001", null, 17, 1], ["1002", "SQL", 1, 0], ["1002", null, 1, 1], [null, null, 18, 1]]
SELECT workspace_id, billing_origin_product, COUNT(*) AS records, GROUPING(billing_origin_product) AS is_total
FROM system.billing.usage GROUP BY ROLLUP (workspace_id, billing_origin_product)
ORDER BY workspace_id NULLS LAST, billing_origin_product NULLS LAST;
