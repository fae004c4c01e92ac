-- The clock stands at 2026-11-23T10:00:00Z, a Monday.

-- page: functions/date_add3 (units, and a month's end)
-- expect: [["2026-12-23T10:00:00.000Z", "2022-02-28T00:00:00.000Z", "2026-11-23T09:30:00.000Z"]]
-- types: timestamp, timestamp, timestamp
SELECT dateadd(MONTH, 1, now()), date_add(MONTH, 1, TIMESTAMP '2022-01-31 00:00:00'), timestampadd(MINUTE, -30, current_timestamp());

-- page: functions/datediff3 (whole units only)
-- expect: [[0, 1, -11, 24, 1]]
-- types: bigint, bigint, bigint, bigint, bigint
SELECT datediff(MONTH, DATE '2021-02-28', DATE '2021-03-27'), datediff(MONTH, TIMESTAMP '2021-02-28 12:00:00', TIMESTAMP '2021-03-28 12:00:00'),
       timestampdiff(MONTH, DATE '2022-01-01', DATE '2021-02-01'), date_diff(HOUR, DATE '2022-01-01', DATE '2022-01-02'), datediff(QUARTER, DATE '2022-01-01', DATE '2022-05-01');

-- page: functions/date_trunc (weeks begin on Monday)
-- expect: [["2026-11-23T00:00:00.000Z", "2026-11-16T00:00:00.000Z", "2026-10-01T00:00:00.000Z", "2015-03-05T09:32:05.123Z", null]]
SELECT date_trunc('WEEK', now()), date_trunc('WEEK', DATE '2026-11-22'), date_trunc('QUARTER', now()), date_trunc('MILLISECOND', TIMESTAMP '2015-03-05T09:32:05.123456'), date_trunc('DECEMBER', now());

-- page: functions/trunc
-- expect: [["2019-07-29", "2019-07-01", null]]
SELECT trunc('2019-08-04', 'week'), trunc('2019-08-04', 'quarter'), trunc('2019-08-04', 'DECEMBER');

-- page: functions/last_day
-- expect: [["2009-01-31", "2024-02-29"]]
-- types: date, date
SELECT last_day('2009-01-12'), last_day(DATE '2024-02-01');

-- page: functions/next_day
-- expect: [["2015-01-20", "2026-11-30", "2026-11-27"]]
-- types: date, date, date
SELECT next_day('2015-01-14', 'TU'), next_day(current_date(), 'Monday'), next_day(current_date(), 'fri');

-- page: functions/months_between
-- expect: [[3.94959677, 3.9495967741935485, 1.0]]
-- types: double, double, double
SELECT months_between('1997-02-28 10:30:00', '1996-10-30'), months_between('1997-02-28 10:30:00', '1996-10-30', false), months_between(DATE '2026-02-28', DATE '2026-01-31');

-- page: functions/make_date
-- expect: [["2013-07-15", "2014-12-28T06:30:45.887Z"]]
-- types: date, timestamp
SELECT make_date(2013, 7, 15), make_timestamp(2014, 12, 28, 6, 30, 45.887);

-- page: functions/extract
-- expect: [[2019, 33, 224, 3, 1, "1.000001"]]
-- types: int, int, int, int, int, decimal(8,6)
SELECT extract(YEAR FROM DATE '2019-08-12'), extract(week FROM TIMESTAMP '2019-08-12 01:00:00.123456'), extract(doy FROM DATE '2019-08-12'), date_part('quarter', DATE '2019-08-12'),
       extract(dayofweek_iso FROM DATE '2019-08-12'), extract(SECONDS FROM TIMESTAMP '2019-10-01 00:00:01.000001');

-- page: functions/weekofyear
-- expect: [[48, 2, 0, 327, 23, 4]]
SELECT weekofyear(current_date()), dayofweek(current_date()), weekday(current_date()), dayofyear(current_date()), dayofmonth(current_date()), quarter(current_date());

-- page: functions/dayname
-- expect: [["Mon", "Nov"]]
SELECT dayname(current_date()), monthname(current_date());

-- page: functions/date_format
-- expect: [["2026-11-23 10:05:09", "Mon, 23 Nov 26", "Monday", "November", "10:05 AM", "4", "327", "2026-11-23T10:05:09.007", "11/23 % 10h"]]
SELECT date_format(t, 'yyyy-MM-dd HH:mm:ss'), date_format(t, 'EEE, dd MMM yy'), date_format(t, 'EEEE'), date_format(t, 'MMMM'), date_format(t, 'hh:mm a'),
       date_format(t, 'q'), date_format(t, 'D'), date_format(t, "yyyy-MM-dd'T'HH:mm:ss.SSS"), date_format(t, "MM/dd % H'h'")
FROM VALUES (TIMESTAMP '2026-11-23 10:05:09.007') AS v(t);

-- page: functions/date_format (a pattern from a column)
-- expect: [["2026"], ["23.11."]]
SELECT date_format(current_date(), p) FROM VALUES (1, 'yyyy'), (2, 'dd.MM.') AS v(n, p) ORDER BY n;

-- page: functions/to_date
-- expect: [["2016-12-31", "2026-11-05", null]]
-- types: date, date, date
SELECT to_date('31.12.2016', 'dd.MM.yyyy'), to_date('5 Nov 2026', 'd MMM yyyy'), try_to_date('x', 'yyyy');

-- page: functions/to_timestamp
-- expect: [["2016-12-31T00:12:00.000Z", "2026-11-23T10:05:00.123Z", null]]
-- types: timestamp, timestamp, timestamp
SELECT to_timestamp('2016-12-31 00:12', 'yyyy-MM-dd HH:mm'), to_timestamp('23/11/2026 10:05:00.123', 'dd/MM/yyyy HH:mm:ss.SSS'), try_to_timestamp('2016-12-31', 'yyyy-MM-dd HH');

-- page: error-messages/error-classes#cannot_parse_timestamp
-- error: CANNOT_PARSE_TIMESTAMP 22007
SELECT to_timestamp('2016-12-31', 'dd/MM/yyyy');

-- page: functions/unix_timestamp
-- expect: [[1460073600, 1795428000, "1970-01-01 00:00:00", "2026-11-23", 1795428000]]
-- types: bigint, bigint, string, string, bigint
SELECT unix_timestamp('2016-04-08', 'yyyy-MM-dd'), unix_timestamp(), from_unixtime(0), from_unixtime(1795428000, 'yyyy-MM-dd'), to_unix_timestamp('2026-11-23 10:00', 'yyyy-MM-dd HH:mm');

-- page: functions/timestamp_seconds
-- expect: [["2008-12-25T15:30:00.000Z", "2008-12-25T15:30:00.123Z", "2008-12-25T15:30:00.123123Z", "2018-09-14", 17788]]
SELECT timestamp_seconds(1230219000), timestamp_millis(1230219000123), timestamp_micros(1230219000123123), date_from_unix_date(17788), unix_date(DATE '2018-09-14');

-- page: functions/unix_micros
-- expect: [[1000000, 1000, 1]]
-- types: bigint, bigint, bigint
SELECT unix_micros(TIMESTAMP '1970-01-01 00:00:01'), unix_millis(TIMESTAMP '1970-01-01 00:00:01'), unix_seconds(TIMESTAMP '1970-01-01 00:00:01');

-- page: functions/from_utc_timestamp
-- expect: [["2017-07-14T12:40:00.000Z", "2017-07-14T08:40:00.000Z", "2021-12-06T00:00:00.000"]]
SELECT from_utc_timestamp('2017-07-14 03:40:00.0', 'GMT+9'), to_utc_timestamp('2017-07-14 10:40:00.0', 'Europe/Berlin'),
       convert_timezone('Europe/Brussels', 'America/Los_Angeles', '2021-12-06 09:00:00');

-- page: functions/current_timezone
-- expect: [["UTC"]]
SELECT current_timezone();

-- page: data-types/interval-type (arithmetic)
-- expect: [["2026-11-24T11:00:00.000Z", "2027-11-23", "2026-11-22T07:30:00.000Z", "2026-12-07T00:00:00.000Z"]]
-- types: timestamp, date, timestamp, timestamp
SELECT now() + INTERVAL '1 1' DAY TO HOUR, current_date() + INTERVAL '1' YEAR, now() - INTERVAL '1 02:30:00' DAY TO SECOND, current_date() + 2 * INTERVAL 1 WEEK;

-- page: data-types/interval-type (differences of dates and timestamps can be compared with intervals)
-- expect: [[true, false, true]]
SELECT now() - TIMESTAMP '2026-11-23 08:00:00' > INTERVAL 1 HOUR, now() - TIMESTAMP '2026-11-23 08:00:00' > INTERVAL '3' HOURS, DATE '2026-11-23' - DATE '2026-11-01' = INTERVAL 22 DAYS;

-- page: functions/make_interval
-- expect: [["2026-11-25T11:00:00.000Z", "2027-01-23T10:00:00.000Z", "2026-11-24T10:00:00.000Z"]]
SELECT now() + make_interval(0, 0, 0, 2, 1), now() + make_ym_interval(0, 2), now() + make_dt_interval(1);

-- page: functions/dateadd (dates and integers)
-- expect: [["2026-11-24", "2026-11-22", 22]]
-- types: date, date, int
SELECT current_date() + 1, current_date() - 1, datediff(current_date(), '2026-11-01');

-- page: functions/timestamp (casts between DATE, TIMESTAMP and text)
-- expect: [["2026-11-23T00:00:00.000Z", "2026-11-23", "2026-11-23 10:00:00", "2026-11-23", true]]
-- types: timestamp, date, string, string, boolean
SELECT CAST(current_date() AS TIMESTAMP), CAST(now() AS DATE), CAST(now() AS STRING), CAST(current_date() AS STRING), now() > '2026-11-23';

-- page: functions/timestamp (a zone in the text)
-- expect: [["2026-11-23T09:00:00.000Z", "2026-11-23T10:00:00.000Z", "2026-11-23T18:00:00.000Z"]]
SELECT TIMESTAMP '2026-11-23T10:00:00+01:00', CAST('2026-11-23 10:00:00Z' AS TIMESTAMP), TIMESTAMP '2026-11-23 10:00:00 America/Los_Angeles';

-- page: functions/sequence (dates by interval)
-- expect: [[["2018-01-01", "2018-02-01", "2018-03-01"], [5, 4, 3, 2, 1], ["2026-11-21", "2026-11-22"]]]
-- types: array<date>, array<int>, array<date>
SELECT sequence(DATE '2018-01-01', DATE '2018-03-01', INTERVAL 1 MONTH), sequence(5, 1), sequence(DATE '2026-11-21', DATE '2026-11-22');

-- page: error-messages/cast-invalid-input-error-class
-- error: CAST_INVALID_INPUT 22018
SELECT DATE '2026-11-23' > 'yesterday';
