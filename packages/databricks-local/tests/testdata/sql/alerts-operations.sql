-- Alerts on jobs, warehouses, queries and quality, over tables/system-tables.sql; the clock stands at 2026-11-23T10:00:00Z.

-- page: sql-ref-syntax-qry-select-lateral-view (jobs on all-purpose clusters, by the cluster's newest row)
-- expect: [["J2", "shared"], ["J3", "shared"]]
WITH newest AS (
  SELECT * FROM system.compute.clusters
  QUALIFY ROW_NUMBER() OVER (PARTITION BY workspace_id, cluster_id ORDER BY change_time DESC) = 1
), used AS (
  SELECT DISTINCT workspace_id, job_id, cluster_id
  FROM system.lakeflow.job_task_run_timeline LATERAL VIEW explode(compute_ids) c AS cluster_id
  WHERE period_start_time >= current_date() - INTERVAL 30 DAYS
)
SELECT u.job_id, n.cluster_name FROM used u INNER JOIN newest n USING (workspace_id, cluster_id)
WHERE n.cluster_source IN ('UI', 'API') ORDER BY u.job_id;

-- page: functions/explode (the same with explode in the select list)
-- expect: [[2]]
SELECT COUNT(DISTINCT t.job_id) AS jobs
FROM (SELECT job_id, explode(compute_ids) AS cluster_id FROM system.lakeflow.job_task_run_timeline) AS t
LEFT SEMI JOIN system.compute.clusters AS c ON c.cluster_id = t.cluster_id AND c.cluster_source = 'UI';

-- page: functions/count_if (job success rate of the last hour, finished runs only)
-- expect: [[4, 3, "75.0"]]
-- types: bigint, bigint, decimal(26,1)
SELECT COUNT(*) AS finished, COUNT_IF(result_state = 'SUCCEEDED') AS succeeded,
       ROUND(COUNT_IF(result_state = 'SUCCEEDED') * 100.0 / NULLIF(COUNT(*), 0), 1) AS success_pct
FROM system.lakeflow.job_run_timeline
WHERE result_state IS NOT NULL AND period_end_time > current_timestamp() - INTERVAL 1 HOUR;

-- page: functions/row_number (three failures in a row)
-- expect: [["J4", 3]]
WITH finished AS (
  SELECT job_id, result_state, ROW_NUMBER() OVER (PARTITION BY workspace_id, job_id ORDER BY period_end_time DESC) AS nth
  FROM system.lakeflow.job_run_timeline
  WHERE result_state IS NOT NULL AND period_end_time >= current_timestamp() - INTERVAL '24' HOURS
)
SELECT job_id, COUNT(*) AS failures FROM finished WHERE nth <= 3
GROUP BY job_id HAVING COUNT(*) = 3 AND COUNT_IF(result_state <> 'SUCCEEDED') = 3;

-- page: functions/bool_and (the same by every, over arrays)
-- expect: [["J4", ["FAILED", "TIMED_OUT", "FAILED"]]]
SELECT job_id, collect_list(result_state) AS states FROM (
  SELECT * FROM system.lakeflow.job_run_timeline WHERE result_state IS NOT NULL AND workspace_id = '1002' ORDER BY period_end_time)
GROUP BY job_id HAVING every(result_state != 'SUCCEEDED') AND size(states) >= 3;

-- page: functions/lag (a run much slower than its previous one; a long run has a row for each hour)
-- expect: [["J5", "502", 9600, 4800, 2.0]]
-- types: string, string, bigint, bigint, double
WITH runs AS (
  SELECT job_id, run_id, MIN(period_start_time) AS started,
         SUM(TIMESTAMPDIFF(SECOND, period_start_time, period_end_time)) AS seconds
  FROM system.lakeflow.job_run_timeline GROUP BY job_id, run_id
), compared AS (
  SELECT *, LAG(seconds) OVER (PARTITION BY job_id ORDER BY started) AS previous FROM runs
)
SELECT job_id, run_id, seconds, previous, seconds / previous AS ratio FROM compared
WHERE seconds > 300 AND (seconds > 1.5 * previous OR seconds < 0.5 * previous);

-- page: functions/unix_timestamp (warehouse running long)
-- expect: [["W1", 13.92, 13]]
-- types: string, double, bigint
SELECT warehouse_id, ROUND((UNIX_TIMESTAMP(CURRENT_TIMESTAMP()) - UNIX_TIMESTAMP(event_time)) / 3600, 2) AS hours,
       TIMESTAMPDIFF(HOUR, event_time, CURRENT_TIMESTAMP()) AS whole_hours
FROM system.compute.warehouse_events
QUALIFY ROW_NUMBER() OVER (PARTITION BY warehouse_id ORDER BY event_time DESC) = 1 AND event_type = 'RUNNING'
ORDER BY hours DESC;

-- page: functions/max_by (warehouse scaled up long)
-- expect: [["W3", 3, 4]]
-- types: string, int, bigint
SELECT warehouse_id, MAX_BY(cluster_count, event_time) AS clusters, DATEDIFF(HOUR, MAX(event_time), NOW()) AS hours
FROM system.compute.warehouse_events GROUP BY warehouse_id
HAVING MAX_BY(event_type, event_time) = 'SCALED_UP' AND hours > 2;

-- page: functions/percentile (query P95: last hour against the 7 days before)
-- expect: [[3850.0, 955.0, 4.03]]
-- types: double, double, double
SELECT ROUND(PERCENTILE(total_duration_ms, 0.95) FILTER (WHERE start_time >= NOW() - INTERVAL 1 HOUR), 3) AS now_p95,
       ROUND(PERCENTILE(total_duration_ms, 0.95) FILTER (WHERE start_time < NOW() - INTERVAL 1 HOUR), 3) AS before_p95,
       ROUND(now_p95 / before_p95, 2) AS ratio
FROM system.query.history WHERE start_time >= CURRENT_TIMESTAMP - INTERVAL 7 DAYS;

-- page: functions/percentile_approx (an element of the group, and several at once)
-- expect: [[1000, [500, 1000]]]
-- types: bigint, array<bigint>
SELECT PERCENTILE_APPROX(total_duration_ms, 0.95), APPROX_PERCENTILE(total_duration_ms, ARRAY(0.5, 0.95))
FROM system.query.history WHERE start_time < '2026-11-23';

-- page: functions/percentile_cont
-- expect: [[550.0, 500, 500]]
-- types: double, double, double
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY total_duration_ms), percentile_disc(0.5) WITHIN GROUP (ORDER BY total_duration_ms),
       percentile_disc(0.6) WITHIN GROUP (ORDER BY total_duration_ms DESC)
FROM system.query.history WHERE start_time < DATE '2026-11-23';

-- page: functions/avg (queue time of the last 15 minutes, in seconds)
-- expect: [[40.0, 60]]
-- types: double, double
SELECT AVG(waiting_at_capacity_duration_ms) / 1000 AS mean_s, MAX(waiting_at_capacity_duration_ms) / 1000 AS max_s
FROM system.query.history WHERE start_time >= current_timestamp() - INTERVAL 15 MINUTES;

-- page: functions/slashsign (spill rate: a share of BIGINT counts is DOUBLE)
-- expect: [[25.0]]
-- types: double
SELECT SUM(CASE WHEN spilled_local_bytes > 0 THEN 1 ELSE 0 END) / COUNT(*) * 100 AS spill_pct
FROM system.query.history WHERE end_time >= TIMESTAMPADD(HOUR, -1, CURRENT_TIMESTAMP());

-- page: functions/coalesce (failure rate; no query at all is no failure)
-- expect: [[25.0, 0.0]]
SELECT COALESCE(100 * COUNT_IF(execution_status = 'FAILED') / NULLIF(COUNT(1), 0), 0) AS failed_pct,
       (SELECT COALESCE(100 * COUNT_IF(execution_status = 'FAILED') / NULLIF(COUNT(1), 0), 0) FROM system.query.history WHERE start_time > NOW()) AS none_pct
FROM system.query.history WHERE start_time BETWEEN NOW() - INTERVAL 60 MINUTES AND NOW();

-- page: functions/regexp_extract (failed queries by error class)
-- expect: [["UNRESOLVED_COLUMN", 1]]
SELECT regexp_extract(error_message, '^\\[([A-Z_.]+)\\]', 1) AS error_class, COUNT(*) AS failures
FROM system.query.history WHERE error_message IS NOT NULL GROUP BY ALL;

-- page: functions/date_trunc (hours without a query, by a calendar)
-- expect: [["2026-11-23T08:00:00.000Z", 0], ["2026-11-23T09:00:00.000Z", 4]]
WITH hours AS (SELECT explode(sequence(TIMESTAMP '2026-11-23 08:00:00', TIMESTAMP '2026-11-23 09:00:00', INTERVAL 1 HOUR)) AS hour)
SELECT h.hour, COUNT(q.statement_id) AS queries
FROM hours h LEFT JOIN system.query.history q ON DATE_TRUNC('HOUR', q.start_time) = h.hour
GROUP BY h.hour ORDER BY h.hour;

-- page: functions/split_part (clusters on old runtimes)
-- expect: [["C1", 13]]
-- types: string, int
SELECT cluster_id, CAST(split_part(dbr_version, '.', 1) AS INT) AS major
FROM system.compute.clusters WHERE delete_time IS NULL
QUALIFY row_number() OVER (PARTITION BY cluster_id ORDER BY change_time DESC) = 1 AND major < 14;

-- page: functions/greatest (clusters that never stop, with their size)
-- expect: [["C1", 4]]
SELECT cluster_id, GREATEST(COALESCE(worker_count, 0), COALESCE(max_autoscale_workers, 0)) AS workers
FROM system.compute.clusters c WHERE auto_termination_minutes = 0
  AND change_time = (SELECT MAX(change_time) FROM system.compute.clusters i WHERE i.cluster_id = c.cluster_id);

-- page: sql-ref-syntax-qry-select-groupby (unhealthy tables: the newest result of each monitored table)
-- expect: [[1, 3, 33.3]]
-- types: bigint, bigint, double
WITH newest AS (
  SELECT max_by(status, event_time) AS status FROM system.data_quality_monitoring.table_results
  GROUP BY catalog_name, schema_name, table_name
)
SELECT COUNT(CASE WHEN status <> 'Healthy' THEN 1 END) AS unhealthy, COUNT(*) AS monitored, ROUND(unhealthy / monitored * 100, 1) AS pct FROM newest;

-- page: functions/dotsign (a field of a struct that is NULL is NULL)
-- expect: [["main.gold.b"]]
SELECT concat_ws('.', catalog_name, schema_name, table_name) AS table FROM system.data_quality_monitoring.table_results
WHERE freshness.status = 'Unhealthy' AND event_time >= date_trunc('DAY', now());

-- page: functions/months_between (tables that nobody reads any more)
-- expect: [["main.gold.c", "2026-08-01", 114], ["main.gold.d", "2026-07-01", 145]]
-- types: string, date, int
SELECT source_table_full_name, MAX(event_date) AS last_read, DATEDIFF(CURRENT_DATE(), MAX(event_date)) AS days
FROM system.access.table_lineage GROUP BY 1
HAVING MONTHS_BETWEEN(CURRENT_DATE(), last_read) > 3 ORDER BY days;
