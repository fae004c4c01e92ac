-- The clock stands at 2026-11-23T10:00:00Z.

-- page: functions/current_date
-- expect: [["2026-11-23"]]
-- types: date
SELECT current_date();

-- page: functions/current_timestamp
-- expect: [["2026-11-23T10:00:00.000Z", true]]
-- types: timestamp, boolean
SELECT current_timestamp(), now() = current_timestamp;

-- page: functions/date_sub
-- expect: [["2016-07-29"]]
-- types: date
SELECT date_sub('2016-07-30', 1);

-- page: functions/date_add
-- expect: [["2016-07-31"]]
-- types: date
SELECT date_add('2016-07-30', 1);

-- page: functions/datediff
-- expect: [[1, -1]]
-- types: int, int
SELECT datediff('2009-07-31', '2009-07-30'), datediff('2009-07-30', '2009-07-31');

-- page: functions/add_months
-- expect: [["2016-09-30"]]
-- types: date
SELECT add_months('2016-08-31', 1);

-- page: functions/date_trunc
-- expect: [["2015-01-01T00:00:00.000Z", "2015-03-01T00:00:00.000Z", "2015-03-05T09:00:00.000Z"]]
-- types: timestamp, timestamp, timestamp
SELECT date_trunc('YEAR', '2015-03-05T09:32:05.359'), date_trunc('MM', '2015-03-05T09:32:05.359'), date_trunc('HOUR', '2015-03-05T09:32:05.359');

-- page: functions/trunc
-- expect: [["2019-08-01", "2009-01-01"]]
-- types: date, date
SELECT trunc('2019-08-04', 'month'), trunc('2009-02-12', 'year');

-- page: functions/year
-- expect: [[2016, 7, 30, 3]]
-- types: int, int, int, int
SELECT year('2016-07-30'), month('2016-07-30'), day('2016-07-30'), quarter('2016-08-31');

-- page: functions/dayofweek
-- expect: [[5, 3]]
-- types: int, int
SELECT dayofweek('2009-07-30'), weekday('2009-07-30');

-- page: functions/hour
-- expect: [[12, 58, 59]]
-- types: int, int, int
SELECT hour('2009-07-30 12:58:59'), minute('2009-07-30 12:58:59'), second('2009-07-30 12:58:59');

-- page: functions/extract
-- expect: [[2019]]
SELECT extract(YEAR FROM TIMESTAMP '2019-08-12 01:00:00.123456');

-- page: functions/to_date
-- expect: [["2009-07-30", "2016-12-31"]]
-- types: date, date
SELECT to_date('2009-07-30 04:17:52'), to_date('2016-12-31', 'yyyy-MM-dd');

-- page: functions/to_timestamp
-- expect: [["2016-12-31T00:12:00.000Z"]]
-- types: timestamp
SELECT to_timestamp('2016-12-31 00:12:00');

-- page: functions/unix_timestamp
-- expect: [[60]]
-- types: bigint
SELECT unix_timestamp('1970-01-01 00:01:00');

-- page: functions/date_format
-- expect: [["2016", "08/04/2016"]]
SELECT date_format('2016-04-08', 'yyyy'), date_format('2016-04-08', 'dd/MM/yyyy');

-- page: data-types/interval-type
-- expect: [["2026-11-16", "2024-02-29", "2026-11-23T09:00:00.000Z"]]
-- types: date, date, timestamp
SELECT current_date() - INTERVAL 7 DAYS, DATE '2024-01-31' + INTERVAL 1 MONTH, current_timestamp() - INTERVAL '1' HOUR;

-- page: functions/timestampdiff
-- expect: [[1]]
-- types: bigint
SELECT timestampdiff(MONTH, DATE '2021-02-28', DATE '2021-03-28');

-- page: functions/last_day
-- expect: [["2009-01-31"]]
SELECT last_day('2009-01-12');
