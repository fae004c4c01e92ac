-- Alerts on the audit log, over tables/system-tables.sql; the clock stands at 2026-11-23T10:00:00Z.

-- page: functions/dotsign (admin changes: a map's value by its key behind a dot)
-- expect: [["root@example.com", "workspace", "addPrincipalToGroup", "bob@example.com", "admins", 1], ["root@example.com", "account", "setAccountAdmin", "eve@example.com", null, 1]]
-- names: email, level, action_name, targetUserName, targetGroupName, total
SELECT user_identity.email, lower(replace(audit_level, '_LEVEL', '')) AS level, action_name, request_params.targetUserName,
       request_params.targetGroupName, COUNT(*) AS total
FROM system.access.audit
WHERE event_date >= current_date() - INTERVAL 1 DAY AND event_time >= current_timestamp() - INTERVAL 24 HOURS
  AND (action_name IN ('setAccountAdmin', 'changeAccountOwner', 'setAdmin', 'removeAdmin')
       OR (action_name IN ('addPrincipalToGroup', 'removePrincipalFromGroup') AND request_params.targetGroupName = 'admins'))
GROUP BY 1, 2, 3, 4, 5, event_time ORDER BY event_time DESC;

-- page: functions/window (failed log-ins per user and hour)
-- expect: [["2026-11-23T07:00:00.000Z", "2026-11-23T08:00:00.000Z", "mallory@example.com", ["login", "tokenLogin"], [401, 403], 3], ["2026-11-23T08:00:00.000Z", "2026-11-23T09:00:00.000Z", "mallory@example.com", ["login"], [401], 1]]
-- types: timestamp, timestamp, string, array<string>, array<int>, bigint
SELECT window(event_time, '60 minutes').start AS window_start, window(event_time, '60 minutes').end AS window_end,
       ifnull(user_identity.email, request_params.user) AS email, sort_array(collect_set(action_name)) AS actions,
       sort_array(collect_set(response.status_code)) AS codes, COUNT(*) AS total
FROM system.access.audit
WHERE action_name IN ('aadBrowserLogin', 'aadTokenLogin', 'certLogin', 'jwtLogin', 'login', 'oidcBrowserLogin', 'samlLogin', 'tokenLogin')
  AND response.status_code IN (401, 403) AND event_time >= current_timestamp() - INTERVAL 24 HOURS
GROUP BY 1, 2, 3 ORDER BY total DESC;

-- page: functions/window (the same by a column named window)
-- expect: [["2026-11-23T07:00:00.000Z", 3], ["2026-11-23T08:00:00.000Z", 1]]
SELECT window.start, COUNT(*) AS total FROM system.access.audit
WHERE response.status_code IN (401, 403) AND action_name LIKE '%ogin' GROUP BY window(event_time, '1 hour') ORDER BY window.start;

-- page: functions/collect_set (unauthorised requests for data)
-- expect: [["dan@example.com", 16, ["main.hr.salaries"]]]
SELECT user_identity.email AS email, COUNT(*) AS total, collect_set(request_params['table_full_name']) AS tables
FROM system.access.audit
WHERE service_name = 'unityCatalog' AND action_name ILIKE 'generatetemporary%credential' AND response.status_code = 403
GROUP BY user_identity.email, date_trunc('hour', event_time) HAVING total > 15;

-- page: functions/timestamp_millis (long-lived tokens)
-- expect: [["gina@example.com", "2027-11-23T10:00:00.000Z", 365]]
-- types: string, timestamp, int
SELECT user_identity.email, timestamp_millis(bigint(request_params.tokenExpirationTime)) AS expires,
       datediff(timestamp_millis(bigint(request_params.tokenExpirationTime)), event_time) AS days
FROM system.access.audit
WHERE action_name = 'generateDbToken' AND request_params.tokenExpirationTime IS NOT NULL
  AND timestamp_millis(CAST(request_params.tokenExpirationTime AS BIGINT)) > event_time + INTERVAL 90 DAYS;

-- page: operators/like (destructive activities per user and day: LIKE ANY)
-- expect: [["2026-11-23", "carol@example.com", 3]]
SELECT event_date, user_identity.email AS email, COUNT(*) AS total FROM system.access.audit
WHERE action_name LIKE ANY ('delete%', '%Delete') AND response.status_code = 200
GROUP BY ALL HAVING total >= 3;

-- page: functions/count (secrets: different keys read by one user)
-- expect: [["frank@example.com", 2, 3]]
SELECT user_identity.email, COUNT(DISTINCT request_params.scope, request_params.key) AS keys, COUNT(*) AS reads
FROM system.access.audit WHERE service_name = 'secrets' AND action_name = 'getSecret'
GROUP BY user_identity.email HAVING COUNT(DISTINCT request_params.key) > 1;

-- page: functions/startswith (changes to IP access lists)
-- expect: [[1]]
SELECT COUNT(*) FROM system.access.audit
WHERE endswith(action_name, 'IpAccessList') AND (startswith(action_name, 'create') OR contains(action_name, 'update'));

-- page: functions/isnotnull (Databricks staff access)
-- expect: [["x@databricks.com", "root@example.com", 1.0]]
SELECT request_params.user, request_params.approver, CAST(request_params.duration AS DOUBLE) / 3600 AS hours
FROM system.access.audit WHERE action_name = 'databricksAccess' AND isnotnull(request_params.approver);

-- page: functions/map_contains_key (sharing recipients without an IP access list)
-- expect: [["partner"]]
SELECT request_params.name FROM system.access.audit
WHERE action_name = 'createRecipient' AND NOT map_contains_key(request_params, 'ip_access_list');

-- page: functions/cast (global init scripts that are enabled: a string as BOOLEAN)
-- expect: [["init"]]
SELECT request_params['name'] FROM system.access.audit
WHERE service_name = 'globalInitScripts' AND action_name IN ('create', 'update', 'delete') AND CAST(request_params.enabled AS BOOLEAN);

-- page: functions/hour (activity outside of working hours)
-- expect: [["hal@example.com", 1], ["root@example.com", 2]]
SELECT user_identity.email AS who, COUNT(*) AS total FROM system.access.audit
WHERE event_date = current_date() AND hour(from_utc_timestamp(event_time, 'Europe/Berlin')) < 5 AND user_identity.email LIKE '%@example.com'
  AND dayofweek(event_date) NOT IN (1, 7)
GROUP BY who ORDER BY who;

-- page: functions/array_except (users of today who were not there before)
-- expect: [[["carol@example.com", "dan@example.com", "frank@example.com", "gina@example.com", "hal@example.com", "support"]]]
SELECT array_sort(array_except(collect_set(user_identity.email) FILTER (WHERE event_date = current_date()),
                               collect_set(user_identity.email) FILTER (WHERE event_date < current_date()))) AS newcomers
FROM system.access.audit;

-- page: functions/to_json (evidence for the notification)
-- expect: [["{\"action\":\"getSecret\",\"total\":3}"]]
SELECT to_json(named_struct('action', action_name, 'total', COUNT(*))) AS evidence
FROM system.access.audit WHERE action_name = 'getSecret' GROUP BY action_name;

-- page: sql-ref-name-resolution (a select alias is not visible in WHERE)
-- error: UNRESOLVED_COLUMN.WITH_SUGGESTION 42703
SELECT user_identity.email AS email, action_name FROM system.access.audit WHERE email = 'root@example.com';

-- page: sql-ref-datatype-rules (a text beside a number or a time is cast to the other's type)
-- expect: [[1, 3, 16]]
SELECT COUNT_IF(request_params.duration = 3600), COUNT_IF(request_params.duration IS NULL AND action_name = 'getSecret'),
       COUNT_IF(string(event_time) >= TIMESTAMP '2026-11-23 08:00:00' AND action_name <> 'login' AND user_identity.email = 'dan@example.com')
FROM system.access.audit;
