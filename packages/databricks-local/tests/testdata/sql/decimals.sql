-- DECIMAL arithmetic: https://docs.databricks.com/aws/en/sql/language-manual/data-types/decimal-type and the pages of the operators.
-- Where precision would exceed 38, the scale gives way, but not below 6.

-- page: functions/plussign
-- expect: [["3.50", "1.25", "11.5"]]
-- types: decimal(4,2), decimal(4,2), decimal(12,1)
SELECT CAST(2.25 AS DECIMAL(3,2)) + CAST(1.25 AS DECIMAL(3,2)), CAST(2.5 AS DECIMAL(2,1)) - CAST(1.25 AS DECIMAL(3,2)), CAST(10 AS INT) + CAST(1.5 AS DECIMAL(2,1));

-- page: functions/asterisksign
-- expect: [["3.125", "0.30"]]
-- types: decimal(6,3), decimal(5,2)
SELECT CAST(2.5 AS DECIMAL(2,1)) * CAST(1.25 AS DECIMAL(3,2)), CAST(0.1 AS DECIMAL(2,1)) * 3.0;

-- page: functions/slashsign
-- expect: [["0.333333", "1.666667"]]
-- types: decimal(8,6), decimal(9,6)
SELECT CAST(1 AS DECIMAL(2,0)) / CAST(3 AS DECIMAL(2,0)), CAST(5 AS DECIMAL(2,0)) / 3.0;

-- page: functions/slashsign (a DOUBLE on either side gives DOUBLE)
-- expect: [[2.5, 1.5, 0.5]]
-- types: double, double, double
SELECT CAST(5 AS DECIMAL(2,0)) / 2D, 3 / 2, CAST(1 AS BIGINT) / CAST(2 AS BIGINT);

-- page: functions/slashsign (rounded half up at the last digit, on both sides of zero)
-- expect: [["0.666667", "-0.666667"]]
SELECT CAST(2 AS DECIMAL(1,0)) / CAST(3 AS DECIMAL(1,0)), CAST(-2 AS DECIMAL(1,0)) / CAST(3 AS DECIMAL(1,0));

-- page: functions/asterisksign (more than 38 digits: the scale gives way)
-- expect: [["1371.742099"]]
-- types: decimal(38,6)
SELECT CAST('12.345678901234567890' AS DECIMAL(38,18)) * CAST('111.111111015000000000' AS DECIMAL(38,18));

-- page: functions/slashsign (more than 38 digits)
-- expect: [["0.333333"]]
-- types: decimal(38,6)
SELECT CAST(1 AS DECIMAL(38,18)) / CAST(3 AS DECIMAL(38,18));

-- page: error-messages/divide-by-zero-error-class
-- error: DIVIDE_BY_ZERO 22012
SELECT CAST(1 AS DECIMAL(10,2)) / CAST(0 AS DECIMAL(10,2));

-- page: error-messages/error-classes#numeric_value_out_of_range
-- error: NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION 22003
SELECT CAST('99999999999999999999999999999999999999' AS DECIMAL(38,0)) * CAST(10 AS DECIMAL(38,0));

-- page: functions/try_divide
-- expect: [["0.500000", null]]
-- types: decimal(7,6), decimal(7,6)
SELECT try_divide(CAST(1 AS DECIMAL(1,0)), CAST(2 AS DECIMAL(4,0))), try_divide(CAST(1 AS DECIMAL(1,0)), CAST(0 AS DECIMAL(4,0)));

-- page: functions/avg
-- expect: [["1.6667"]]
-- types: decimal(6,4)
SELECT avg(CAST(x AS DECIMAL(2,0))) FROM VALUES (1), (2), (2) AS t(x);

-- page: functions/sum
-- expect: [["0.30"]]
-- types: decimal(14,2)
SELECT sum(CAST(x AS DECIMAL(4,2))) FROM VALUES (0.1), (0.2) AS t(x);

-- page: functions/round
-- expect: [["2.5", "3", "-3", "2", "120"]]
-- types: decimal(3,1), decimal(2,0), decimal(2,0), decimal(2,0), decimal(4,0)
SELECT round(2.46, 1), round(2.5), round(-2.5), bround(2.5), round(123.4, -1);

-- page: functions/ceil (of a DECIMAL and with a target scale)
-- expect: [["6", "5", 6, "5.5"]]
-- types: decimal(2,0), decimal(2,0), bigint, decimal(3,1)
SELECT ceil(5.4), floor(5.4), ceil(5.4D), ceil(5.41, 1);

-- page: functions/coalesce (the least common type of DECIMAL and INT)
-- expect: [["1.50", "7.00"]]
-- types: decimal(12,2), decimal(12,2)
SELECT coalesce(CAST(1.5 AS DECIMAL(3,2)), CAST(2 AS INT)), if(false, CAST(1.5 AS DECIMAL(3,2)), CAST(7 AS INT));

-- page: functions/percentsign
-- expect: [["0.5", 1]]
-- types: decimal(2,1), int
SELECT CAST(2.5 AS DECIMAL(2,1)) % CAST(1 AS DECIMAL(2,1)), 7 % 3;

-- page: sql-ref-literals (numbers)
-- expect: [[1.5, "1.5", 10, "12345678901234567890"]]
-- types: double, decimal(2,1), bigint, decimal(20,0)
SELECT 15e-1, 1.5BD, 10L, 12345678901234567890;

-- page: functions/cast (to DECIMAL: rounded half up; too large is an error)
-- expect: [["2.35", "1.00", null]]
SELECT CAST('2.345' AS DECIMAL(5,2)), CAST(TRUE AS DECIMAL(5,2)), TRY_CAST('12345' AS DECIMAL(5,2));

-- page: error-messages/error-classes#numeric_value_out_of_range
-- error: NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION 22003
SELECT CAST(12345 AS DECIMAL(5,2));
