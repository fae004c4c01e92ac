-- page: functions/abs
-- expect: [[1, 1.5, "2.5"]]
-- types: int, double, decimal(2,1)
SELECT abs(-1), abs(-1.5D), abs(-2.5);

-- page: functions/pmod
-- expect: [[1, 2, 2, -1]]
-- types: int, int, int, int
SELECT pmod(10, 3), pmod(-10, 3), mod(8, 3), mod(-10, 3);

-- page: functions/sqrt
-- expect: [[2.0, 3.0, 8.0, 3.0, 1.0, 2.0]]
-- types: double, double, double, double, double, double
SELECT sqrt(4), cbrt(27), power(2, 3), log2(8), log10(10), log(10, 100);

-- page: functions/exp
-- expect: [[1.0, 0.0, 1.0, 0.0]]
SELECT exp(0), ln(1), sign(40), sign(0D);

-- page: functions/width_bucket
-- expect: [[3, 0, 5]]
-- types: bigint, bigint, bigint
SELECT width_bucket(5.3, 0.2, 10.6, 5), width_bucket(-2.1, 1.3, 3.4, 3), width_bucket(9, 0, 10, 5);

-- page: functions/greatest (NULLs are left out)
-- expect: [[10, 2, null, 3]]
SELECT greatest(10, 3, 5, 13, -1) - 3, least(10, 2, NULL), greatest(CAST(NULL AS INT), NULL), greatest(NULL, 3);

-- page: functions/bigint
-- expect: [[5, 5, 5.0, "5", 1]]
-- types: bigint, int, double, string, tinyint
SELECT bigint('5'), int(5.9D), double('5'), string(5), tinyint(1);

-- page: functions/hex
-- expect: [["11", "537061726B2053514C", "1101", "4", "17"]]
SELECT hex(17), hex('Spark SQL'), bin(13), conv('100', 2, 10), conv('11', 16, 10);

-- page: functions/factorial
-- expect: [[120, 2.0, 1.0, 0.0]]
SELECT factorial(5), hypot(0, 2), cos(0), sin(0);

-- page: functions/shiftleft
-- expect: [[4, 1, 3, 2, 1]]
SELECT shiftleft(2, 1), shiftright(2, 1), bit_count(7), 6 & 3, 5 ^ 4;

-- page: functions/isnan
-- expect: [[true, false, false, 5.0]]
SELECT isnan(CAST('NaN' AS DOUBLE)), isnan(1), isnan(NULL), nanvl(CAST('NaN' AS DOUBLE), 5.0D);

-- page: functions/div
-- expect: [[1, -1, 1.5]]
-- types: bigint, bigint, double
SELECT 3 div 2, -5.9 div 5, 3 / 2;

-- page: functions/try_add
-- expect: [[3, null, -1, 6, null]]
SELECT try_add(1, 2), try_add(2147483647, 1), try_subtract(1, 2), try_multiply(2, 3), try_multiply(2147483647, 2);

-- page: error-messages/arithmetic-overflow-error-class
-- error: ARITHMETIC_OVERFLOW 22003
SELECT 2147483647 + 1;

-- page: error-messages/arithmetic-overflow-error-class
-- error: ARITHMETIC_OVERFLOW 22003
SELECT CAST(9223372036854775807 AS BIGINT) * 2;

-- page: error-messages/error-classes#cast_overflow
-- error: CAST_OVERFLOW 22003
SELECT CAST(3000000000 AS INT);

-- page: error-messages/divide-by-zero-error-class
-- error: REMAINDER_BY_ZERO 22012
SELECT 5 % 0;

-- page: sql-ref-ansi-compliance (strings in arithmetic are cast to the other side's type, or to DOUBLE)
-- expect: [[3, 2.5, true]]
-- types: bigint, double, boolean
SELECT 1 + '2', '5' / 2, 5 = '5';

-- page: functions/round (of integers and doubles)
-- expect: [[2.35, 3.0, 120, 5]]
-- types: double, double, int, int
SELECT round(2.345D, 2), round(2.5D), round(123, -1), round(5, 2);

-- page: functions/range
-- expect: [[0, 3], [1, 3], [2, 3]]
-- types: bigint, bigint
SELECT id, count(*) OVER () FROM range(3);

-- page: functions/range (start, end, step)
-- expect: [[[5, 7, 9]]]
SELECT collect_list(id) FROM range(5, 10, 2);

-- page: functions/percentsign (one in another as often as somebody writes it)
-- expect: [[2790]]
-- types: int
SELECT ((((((((((((((((((((((((123456789 % 97 + 5) * 31) % 97 + 5) * 31) % 97 + 5) * 31) % 97 + 5) * 31) % 97 + 5) * 31) % 97 + 5) * 31) % 97 + 5) * 31) % 97 + 5) * 31) % 97 + 5) * 31) % 97 + 5) * 31) % 97 + 5) * 31) % 97 + 5) * 31);

-- page: functions/percentsign (by what is written there: neither 0 nor what lets the lowest number overflow)
-- expect: [[1, 0, 0, -1, 1.5, -3, -7.0, 1]]
-- types: smallint, int, bigint, int, double, bigint, double, int
SELECT 7S % 2Y, CAST(-2147483648 AS INT) % -1, 9L % 3, -7 % -2, 3 / 2, 7 div -2, 7 / -1, 5 % 2 % 3;
