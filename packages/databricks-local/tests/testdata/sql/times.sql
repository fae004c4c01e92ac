-- Times, intervals, patterns and zones: the answers of Apache Spark 4.3 in ANSI mode, with UTC as the session's time zone.

-- page: functions/date_format (every letter)
-- expect: [["AD 2024 24 02024 2 02 Feb February 2 February 5 05 36 036 1 Q1 1st quarter Mon Monday 5 AM 3 03 3 3 3 7 9 0 012345 UTC Coordinated Universal Time UTC GMT Z +00 +00:00 +0000 Z","2024-02 it's 3 AM"],["BC 45 45 00045 3 03 Mar March 3 March 15 15 75 075 1 Q1 1st quarter Thu Thursday 1 PM 13 13 1 1 13 0 0 0 000000 UTC Coordinated Universal Time UTC GMT Z +00 +00:00 +0000 Z","-0044-03 it's 1 PM"]]
-- types: string, string
SELECT date_format(t, 'G y yy yyyyy M MM MMM MMMM L LLLL d dd D DDD q qqq qqqq E EEEE F a H HH h K k m s S SSSSSS z zzzz VV O X x xxx Z ZZZZZ'), date_format(t, "yyyy[-MM] 'it''s' h a") FROM VALUES (TIMESTAMP '2024-02-05 03:07:09.012345'), (TIMESTAMP '-0044-03-15 13:00:00') AS v(t);

-- page: functions/date_format (years of more and of fewer than four digits)
-- expect: [["+12345","12345","012345","12345 AD","+12345-01-02 00:00:00"],["0001","1","000001","1 AD","0001-01-01 00:00:00"],["-0044","-44","-000044","45 BC","-0044-03-15 00:00:00"]]
-- types: string, string, string, string, string
SELECT date_format(t, 'yyyy'), date_format(t, 'y'), date_format(t, 'yyyyyy'), date_format(t, 'y G'), CAST(t AS STRING) FROM VALUES (TIMESTAMP '+12345-01-02 00:00:00'), (TIMESTAMP '0001-01-01 00:00:00'), (TIMESTAMP '-0044-03-15 00:00:00') AS v(t);

-- page: sql-ref-datetime-pattern (weeks are refused)
-- error: INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION 42K0B
SELECT date_format(now(), 'YYYY-ww');

-- page: sql-ref-datetime-pattern (too many letters)
-- error: INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION 42K0B
SELECT date_format(now(), 'ddd');

-- page: sql-ref-datetime-pattern (no letter)
-- error: INVALID_DATETIME_PATTERN.WITH_SUGGESTION 22007
SELECT date_format(now(), 'b');

-- page: sql-ref-datetime-pattern (a letter that is refused)
-- error: INVALID_DATETIME_PATTERN.ILLEGAL_CHARACTER 22007
SELECT date_format(now(), 'nn');

-- page: sql-ref-datetime-pattern (no quarters in what is read)
-- error: INVALID_DATETIME_PATTERN.ILLEGAL_CHARACTER 22007
SELECT to_date('2024 Q1', 'yyyy qqq');

-- page: functions/to_timestamp (patterns)
-- expect: [["2024-02-29T00:00:00.000Z","2024-02-29T00:00:00.000Z","1970-01-01T13:05:00.000Z","2024-02-29T13:47:59.000Z","2024-02-29T00:00:00.000Z","2024-02-29T10:11:12.120Z","-0043-01-01T00:00:00.000Z"]]
-- types: timestamp, timestamp, timestamp, timestamp, timestamp, timestamp, timestamp
SELECT to_timestamp('2024-060', 'yyyy-DDD'), to_timestamp('29 feb 24', 'dd MMM yy'), to_timestamp('1:05 pm', 'h:mm a'), to_timestamp('20240229134759', 'yyyyMMddHHmmss'), to_timestamp('2024-02-29', 'yyyy-MM-dd[ HH:mm:ss]'), to_timestamp('2024-02-29 10:11:12.12', 'yyyy-MM-dd HH:mm:ss.SSSSSS'), to_timestamp('44 BC', 'y G');

-- page: functions/to_timestamp (zones in patterns)
-- expect: [["2024-02-29T07:30:00.000Z","2024-07-01T17:00:00.000Z","2024-03-31T01:30:00.000Z","2024-10-27T00:30:00.000Z","2024-02-29T08:00:00.000Z"]]
-- types: timestamp, timestamp, timestamp, timestamp, timestamp
SELECT to_timestamp('2024-02-29T10:00:00+0230', "yyyy-MM-dd'T'HH:mm:ssX"), to_timestamp('2024-07-01 10:00 PST', 'yyyy-MM-dd HH:mm z'), to_timestamp('2024-03-31 02:30 Europe/Paris', 'yyyy-MM-dd HH:mm VV'), to_timestamp('2024-10-27 02:30 Europe/Paris', 'yyyy-MM-dd HH:mm VV'), to_timestamp('2024-02-29 10:00 GMT+2', 'yyyy-MM-dd HH:mm O');

-- page: functions/try_to_timestamp (what does not fit)
-- expect: [[null,null,null,null,null,null,null]]
-- types: timestamp, timestamp, timestamp, timestamp, timestamp, date, date
SELECT try_to_timestamp('2024-2-9', 'yyyy-MM-dd'), try_to_timestamp('2023-02-29', 'yyyy-MM-dd'), try_to_timestamp(' 2024', 'yyyy'), try_to_timestamp('13:30 PM', 'hh:mm a'), try_to_timestamp('12024-01-01', 'yyyy-MM-dd'), try_to_date('2023-366', 'yyyy-DDD'), try_to_date('x');

-- page: functions/to_unix_timestamp (the usual pattern)
-- error: CANNOT_PARSE_TIMESTAMP 22007
SELECT unix_timestamp('2024-01-31');

-- page: functions/cast (texts of times)
-- expect: [["2024-01-01","2024-01-01T00:00:00.000Z","2024-01-31","2024-01-31T06:02:03.500Z","2024-01-31T08:11:12.000Z","0001-01-01T00:00:00.000Z",null,null,"2024-01-31T10:00:00.000"]]
-- types: date, timestamp, date, timestamp, timestamp, timestamp, timestamp, date, timestamp_ntz
SELECT CAST('2024' AS DATE), CAST('2024-1' AS TIMESTAMP), CAST(' 2024-01-31 x' AS DATE), CAST('2024-01-31T1:2:3.5 America/New_York' AS TIMESTAMP), CAST('2024-01-31 10:11:12UTC+2' AS TIMESTAMP), CAST('0001-01-01' AS TIMESTAMP), TRY_CAST('2024-01-31Z' AS TIMESTAMP), TRY_CAST('2024/01/31' AS DATE), CAST('2024-01-31 10:00:00+05:00' AS TIMESTAMP_NTZ);

-- page: functions/cast (numbers and times)
-- expect: [[-1,1706695872.5,"1970-01-01T00:00:01.500Z","1969-12-31T23:59:58.500Z","1706695872.987654","1970-01-01T00:05:00.000Z","1970-01-01T00:00:01.500Z"]]
-- types: int, double, timestamp, timestamp, decimal(20,6), timestamp, timestamp
SELECT CAST(TIMESTAMP '1969-12-31 23:59:59.5' AS INT), CAST(TIMESTAMP '2024-01-31 10:11:12.5' AS DOUBLE), CAST(1.5 AS TIMESTAMP), CAST(-1.5D AS TIMESTAMP), CAST(TIMESTAMP '2024-01-31 10:11:12.987654' AS DECIMAL(20,6)), timestamp(300), to_timestamp(1.5);

-- page: error-messages/datatype-mismatch-error-class (a DATE as a number)
-- error: DATATYPE_MISMATCH.CAST_WITH_FUNC_SUGGESTION 42K09
SELECT CAST(DATE '2024-01-31' AS INT);

-- page: error-messages/error-classes#invalid_typed_literal
-- error: INVALID_TYPED_LITERAL 42604
SELECT DATE '2024-02-30';

-- page: data-types/interval-type (types and texts)
-- expect: [["interval day","interval year to month","interval day to second","age INTERVAL '0 02:00:00' DAY TO SECOND","INTERVAL '-01.5' SECOND","INTERVAL '25:30' HOUR TO MINUTE","1 years 2 months 25 days 5 hours 6 minutes 7.5 seconds",true,130]]
-- types: string, string, string, string, string, string, string, boolean, int
SELECT typeof(INTERVAL 1 DAY), typeof(INTERVAL '1-2' YEAR TO MONTH), typeof(TIMESTAMP '2024-01-02 00:00:00' - TIMESTAMP '2024-01-01 00:00:00'), 'age ' || (TIMESTAMP '2024-01-02 00:00:00' - TIMESTAMP '2024-01-01 22:00:00'), CAST(INTERVAL '-1.5' SECOND AS STRING), CAST(INTERVAL '25:30' HOUR TO MINUTE AS STRING), CAST(make_interval(1, 2, 3, 4, 5, 6, 7.5) AS STRING), CAST(5.7 AS INTERVAL DAY) = INTERVAL '5 16:48' DAY TO MINUTE, CAST(INTERVAL '5 10' DAY TO HOUR AS INT);

-- page: data-types/interval-type (a DATE stays one where days or months are added)
-- expect: [["2024-02-29","2024-01-31T01:00:00.000Z","2024-01-29T00:00:00.000Z","2024-03-01","2024-02-01 00:00:00",true]]
-- types: date, timestamp, timestamp, date, string, boolean
SELECT d + i, d + INTERVAL '1' HOUR, d - INTERVAL 1 DAY * 2, d + make_interval(0, 1, 0, 1), '2024-01-31' + INTERVAL 1 DAY, d - '2024-01-01' = INTERVAL 30 DAYS FROM VALUES (DATE '2024-01-31', INTERVAL '1' MONTH) AS v(d, i);

-- page: data-types/interval-type (half a month is rounded up)
-- expect: [["INTERVAL '0-2' YEAR TO MONTH","INTERVAL '0-0' YEAR TO MONTH","INTERVAL '2 00:00:00' DAY TO SECOND",24]]
-- types: string, string, string, bigint
SELECT CAST(INTERVAL '1' MONTH * 1.5 AS STRING), CAST(INTERVAL '1' MONTH / 4 AS STRING), CAST(INTERVAL '1' DAY * '2' AS STRING), INTERVAL '1' DAY div INTERVAL '1' HOUR;

-- page: error-messages/error-classes#interval_divided_by_zero
-- error: INTERVAL_DIVIDED_BY_ZERO 22012
SELECT INTERVAL '1' DAY / 0;

-- page: error-messages/error-classes#interval_arithmetic_overflow
-- error: INTERVAL_ARITHMETIC_OVERFLOW.WITHOUT_SUGGESTION 22015
SELECT make_dt_interval(106751992);

-- page: error-messages/error-classes#invalid_interval_format
-- error: INVALID_INTERVAL_FORMAT.INVALID_FRACTION 22006
SELECT INTERVAL '1.5' DAY;

-- page: error-messages/datatype-mismatch-error-class (days are not added to months)
-- error: DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE 42K09
SELECT INTERVAL '1' DAY + INTERVAL '1' MONTH;

-- page: functions/extract (of intervals, with their types)
-- expect: [[1,2,10,"30.500000",null]]
-- types: int, tinyint, tinyint, decimal(8,6), double
SELECT extract(YEAR FROM INTERVAL '1-2' YEAR TO MONTH), extract(MONTH FROM INTERVAL '1-2' YEAR TO MONTH), extract(HOUR FROM INTERVAL '1 10:20:30.5' DAY TO SECOND), date_part('SECOND', INTERVAL '1 10:20:30.5' DAY TO SECOND), date_part(NULL, DATE '2024-01-31');

-- page: error-messages/error-classes#invalid_extract_field
-- error: INVALID_EXTRACT_FIELD 42601
SELECT extract(HOUR FROM INTERVAL '1' DAY);

-- page: functions/date_part (a column is no part)
-- error: NON_FOLDABLE_ARGUMENT 42K08
SELECT date_part(f, DATE '2024-01-31') FROM VALUES ('year') AS v(f);

-- page: error-messages/datatype-mismatch-error-class (no date)
-- error: DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE 42K09
SELECT year(5);

-- page: error-messages/datatype-mismatch-error-class (nothing is cast)
-- error: DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE 42K09
SELECT unix_date('2024-01-31');

-- page: error-messages/datatype-mismatch-error-class (no wide number of days)
-- error: DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE 42K09
SELECT date_add(DATE '2024-01-31', 1L);

-- page: functions/timestampdiff (at ends of months)
-- expect: [[0,-12,-1,-4,52,0]]
-- types: bigint, bigint, bigint, bigint, bigint, bigint
SELECT timestampdiff(MONTH, DATE '2024-01-31', DATE '2024-02-29'), timestampdiff(MONTH, a, b), timestampdiff(YEAR, a, b), timestampdiff(QUARTER, a, b), datediff(WEEK, b, a), timestampdiff(SECOND, TIMESTAMP '1969-12-31 23:59:59.5', TIMESTAMP '1970-01-01 00:00:00') FROM VALUES (TIMESTAMP '2024-02-29 12:00:00', TIMESTAMP '2023-02-28 11:00:00') AS v(a, b);

-- page: functions/timestampadd (every unit)
-- expect: [["2025-02-28T10:00:00.000Z","2024-11-23T10:00:00.000Z","2024-12-01T10:00:00.000Z","2024-11-30T10:00:00.005Z","2024-11-30T10:00:00.000005Z","timestamp_ntz"]]
-- types: timestamp, timestamp, timestamp, timestamp, timestamp, string
SELECT dateadd(QUARTER, 1, t), dateadd(WEEK, -1, t), date_add(DAYOFYEAR, 1, t), timestampadd(MILLISECOND, 5, t), timestampadd(MICROSECOND, 5, t), typeof(timestampadd(DAY, 1, localtimestamp())) FROM VALUES (TIMESTAMP '2024-11-30 10:00:00') AS v(t);

-- page: error-messages/error-classes#invalid_parameter_value (a unit in quotes)
-- error: INVALID_PARAMETER_VALUE.DATETIME_UNIT 22023
SELECT dateadd('MONTH', 1, now());

-- page: functions/trunc (units of a day give NULL, and a column may hold the unit)
-- expect: [[null,"2024-04-01","2024-04-01T00:00:00.000Z"],[null,null,null],[null,null,null]]
-- types: date, date, timestamp
SELECT trunc(DATE '2024-01-31', 'DAY'), trunc(d, u), date_trunc(u, d) FROM VALUES (DATE '2024-05-31', 'QUARTER'), (DATE '2024-05-31', 'x'), (NULL, 'YEAR') AS v(d, u);

-- page: functions/next_day (no such day)
-- error: ILLEGAL_DAY_OF_WEEK 22009
SELECT next_day(DATE '2024-01-31', 'x');

-- page: functions/make_timestamp (60 seconds, fractions that are cut, a zone)
-- expect: [["2024-02-29T13:48:00.000Z","2024-02-29T13:47:01.000Z","2024-07-01T08:00:00.000Z","2024-02-29T13:47:05.000",null,"2024-02-01"]]
-- types: timestamp, timestamp, timestamp, timestamp_ntz, timestamp, date
SELECT make_timestamp(2024, 2, 29, 13, 47, 60), make_timestamp(2024.9, 2, 29, 13, 47, 1D), make_timestamp(2024, 7, 1, 10, 0, 0, 'CET'), make_timestamp_ntz(2024, 2, 29, 13, 47, 5), try_make_timestamp(2024, 2, 30, 0, 0, 0), make_date(2024, 2.9, 1);

-- page: error-messages/error-classes#datetime_field_out_of_bounds
-- error: DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION 22023
SELECT make_date(2023, 2, 29);

-- page: error-messages/error-classes#invalid_timezone
-- error: INVALID_TIMEZONE 22009
SELECT from_utc_timestamp(now(), 'europe/paris');

-- page: functions/to_utc_timestamp (the doubled and the missing hour)
-- expect: [["2024-10-27T00:30:00.000Z","2024-03-31T01:30:00.000Z","1850-06-01T12:53:28.000Z","2024-07-01T05:00:00.000Z","2024-07-01T19:30:00.000Z"]]
-- types: timestamp, timestamp, timestamp, timestamp, timestamp
SELECT to_utc_timestamp('2024-10-27 02:30:00', 'Europe/Berlin'), to_utc_timestamp('2024-03-31 02:30:00', 'Europe/Berlin'), from_utc_timestamp('1850-06-01 12:00:00', 'Europe/Berlin'), from_utc_timestamp('2024-07-01 10:00:00', 'EST'), from_utc_timestamp('2024-07-01 10:00:00', '+9:30');

-- page: data-types/timestamp-ntz-type
-- expect: [["2024-01-31T10:11:12.500","timestamp_ntz","2024-01-31T10:00:00.000","2024-01-31T05:00:00.000","2024-01-31 10:00:00"]]
-- types: timestamp_ntz, string, timestamp_ntz, timestamp_ntz, string
SELECT TIMESTAMP_NTZ '2024-01-31 10:11:12.5', typeof(localtimestamp()), coalesce(TIMESTAMP_NTZ '2024-01-31 10:00:00', DATE '2024-01-01'), convert_timezone('America/New_York', TIMESTAMP_NTZ '2024-01-31 10:00:00'), CAST(TIMESTAMP_NTZ '2024-01-31 10:00:00' AS STRING);

-- page: functions/timestamp_seconds (fractions)
-- expect: [["1970-01-01T00:00:01.500Z","1969-12-31T23:59:58.500Z",null,"1970-01-01 00:00:01","2024-02-29","1970-01-06"]]
-- types: timestamp, timestamp, timestamp, string, date, date
SELECT timestamp_seconds(1.5), timestamp_seconds(-1.5D), timestamp_seconds(double('NaN')), from_unixtime(1.9), add_months(DATE '2024-01-31', 1.9), date_from_unix_date('5');

-- page: error-messages/error-classes#datetime_overflow
-- error: DATETIME_OVERFLOW 22008
SELECT timestamp_millis(9223372036854775807L);

-- page: functions/sequence (ends of months, downwards, hours)
-- expect: [[["2024-01-31","2024-02-29","2024-03-31"],["2024-02-02","2024-02-01","2024-01-31"],["2024-05-31","2024-03-31","2024-01-31"],["2024-01-31T10:00:00.000Z","2024-01-31T11:00:00.000Z","2024-01-31T12:00:00.000Z"],null]]
-- types: array<date>, array<date>, array<date>, array<timestamp>, array<date>
SELECT sequence(DATE '2024-01-31', DATE '2024-03-31', INTERVAL 1 MONTH), sequence(DATE '2024-02-02', DATE '2024-01-31'), sequence(DATE '2024-05-31', DATE '2024-01-31', INTERVAL -2 MONTHS), sequence(TIMESTAMP '2024-01-31 10:00:00', TIMESTAMP '2024-01-31 12:00:00', INTERVAL 1 HOUR), sequence(a, b) FROM VALUES (DATE '2024-01-01', NULL) AS v(a, b);

-- page: error-messages/datatype-mismatch-error-class (a step of no date)
-- error: DATATYPE_MISMATCH.SEQUENCE_WRONG_INPUT_TYPES 42K09
SELECT sequence(DATE '2024-01-31', DATE '2024-02-03', 1);

-- page: functions/window (a row is in all that overlap, and in none without a time)
-- expect: [["2024-01-31T09:55:00.000Z",1],["2024-01-31T10:00:00.000Z",1],["2024-01-31T10:05:00.000Z",2],["2024-01-31T10:10:00.000Z",2]]
-- types: timestamp, bigint
SELECT window(t, '10 minutes', '5 minutes').start AS start, sum(n) AS n FROM VALUES (TIMESTAMP '2024-01-31 10:03:00', 1), (TIMESTAMP '2024-01-31 10:13:00', 2), (NULL, 3) AS v(t, n) GROUP BY window(t, '10 minutes', '5 minutes') ORDER BY start;

-- page: functions/window (a start, and the window's own name)
-- expect: [["2024-01-31T09:55:00.000Z","2024-01-31T10:05:00.000Z",1],["2024-01-31T10:05:00.000Z","2024-01-31T10:15:00.000Z",1]]
-- types: timestamp, timestamp, bigint
SELECT window.start, window.end, count(*) FROM VALUES (TIMESTAMP '2024-01-31 10:03:00'), (TIMESTAMP '2024-01-31 10:05:00') AS v(t) GROUP BY window(t, '10 minutes', '10 minutes', '5 minutes') ORDER BY 1;

-- page: functions/months_between (before 1970)
-- expect: [[121.04032258064517,1.03225806,1,"Wed","1900-02-28"]]
-- types: double, double, int, string, date
SELECT months_between('1960-03-15 12:00:00', '1950-02-14 06:00:00', false), months_between('2024-03-30', '2024-02-29'), weekofyear('0001-01-01'), dayname('1969-12-31'), last_day('1900-02-01');

-- page: sql-ref-names (columns that are computed of times)
-- expect: [[2024,2,true,"2024-02-29","1970-01-01 00:00:00"]]
-- types: int, bigint, boolean, date, string
-- names: extract(YEAR FROM DATE '2024-01-03'), timestampdiff(MONTH, DATE '2024-01-31', DATE '2024-03-31'), (INTERVAL '01' HOUR < INTERVAL '2' DAY), DATE '2024-01-31' + INTERVAL '1' MONTH, from_unixtime(0, yyyy-MM-dd HH:mm:ss)
SELECT extract(YEAR FROM DATE '2024-1-3'), datediff(MONTH, DATE '2024-01-31', DATE '2024-03-31'), INTERVAL 1 HOUR < INTERVAL '2' DAY, DATE '2024-01-31' + INTERVAL 1 MONTH, from_unixtime(0);
