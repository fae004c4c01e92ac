-- page: functions/split (limits, empty matches, look-around)
-- expect: [[["a", "b", "c"], ["a", "b", "c", ""], ["a", "b", "", ""], ["a", "b,c"], ["a", "bc"], ["a", "1b"], ["a", "b"], null]]
SELECT split('abc', ''), split('abc', 'x*'), split('a,b,,', ','), split('a,b,c', ',', 2), split('abc', '', 2), split('a1b', '(?=\\d)'), split('a|b', '\\|'), split('a', NULL);

-- page: functions/like (what is no text, escapes, any of several)
-- expect: [[true, true, true, true, true, true, false, true]]
SELECT d LIKE '2024-%', 5 LIKE '5', 'a_c' LIKE 'a\\_c', 'É' ILIKE 'é', 'a%' LIKE 'a!%' ESCAPE '!', 'abc' NOT LIKE ANY ('a%', 'y%'), 'abc' LIKE ALL ('a%', 'y%'), like('abc', 'a%') FROM VALUES (date'2024-01-01') AS t(d);

-- page: functions/like (an escape before another letter)
-- error: INVALID_FORMAT.ESC_IN_THE_MIDDLE 42601
SELECT 'abc' LIKE 'a\\bc';

-- page: functions/like (an escape at the end)
-- error: INVALID_FORMAT.ESC_AT_THE_END 42601
SELECT 'abc' LIKE p FROM VALUES ('abc\\') AS t(p);

-- page: functions/rlike (as Java reads it)
-- expect: [[true, true, true, false, false, true, true, false, false, true, true]]
SELECT 'ab' RLIKE 'a(?=b)', 'aa' RLIKE '(a)\\1', 'a\n' RLIKE 'a$', 'a\nb' RLIKE 'a.b', 'aaa' RLIKE 'a++a', 'c' RLIKE '[a-z&&[^b]]', 'a.b' RLIKE '\\Qa.b\\E', 'AB' RLIKE 'a(?i)B', 'É' RLIKE '(?i)é', 'é a' RLIKE 'é\\b', 'x' RLIKE '\\p{Alpha}';

-- page: functions/rlike (a pattern that nobody reads)
-- error: INVALID_PARAMETER_VALUE.PATTERN 22023
SELECT 'a' RLIKE '(a';

-- page: functions/regexp_extract (a column as group, no such group found)
-- expect: [["a1", "", ["1", "2"]], ["1", "", ["1", "2"]], [null, "", ["1", "2"]]]
SELECT regexp_extract('a1b2', '([a-z])(\\d)', i), regexp_extract('zzz', '(b)', 2), regexp_extract_all('a1b2', '([a-z])(\\d)', 2) FROM VALUES (0), (2), (NULL) AS t(i);

-- page: functions/regexp_extract (no such group)
-- error: INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX 22023
SELECT regexp_extract('abc', 'b');

-- page: functions/regexp_replace (columns, positions, groups, empty matches)
-- expect: [["aabbcc", "abb", "a<bb>c", "-a-b-c-", "a$c"], [null, "abb", "a<bb>c", "-a-b-c-", "a$c"]]
SELECT regexp_replace(s, p, r), regexp_replace('aaa', 'a', 'b', 2), regexp_replace('abc', '(b)', '<$1$0>'), regexp_replace('abc', 'x*', '-'), regexp_replace('abc', 'b', '\\$') FROM VALUES ('abc', '[a-c]', '$0$0'), (NULL, 'a', 'b') AS t(s, p, r);

-- page: functions/regexp_replace (no such group)
-- error: INVALID_REGEXP_REPLACE 22023
SELECT regexp_replace('abc', 'b', '$1');

-- page: functions/regexp_count (and where the first one is)
-- expect: [[4, 1, 3, null, null]]
SELECT regexp_count('abc', ''), regexp_count('aaa', 'aa'), regexp_instr('a😀b', 'b'), regexp_instr('abc', NULL), regexp_substr('abc', 'x*');

-- page: functions/format_string (Java's conversions)
-- expect: [["1.500000e+00 1.50000 3 ffffffff FF A false", "1,234,567 +5 (5) 00042|ab   |  2.3", "b a a", "nul| null", "19723 1.0E10"]]
SELECT format_string('%e %g %.0f %x %X %c %b', 1.5D, 1.5D, 2.5D, -1, 255, 65, NULL), format_string('%,d %+d %(d %05d|%-5s|%5.1f', 1234567, 5, -5, 42, 'ab', 2.25D), format_string('%2$s %1$s %<s', 'a', 'b'), format_string('%.3f|%5d', NULL, NULL), format_string('%s %s', date'2024-01-01', 1e10D);

-- page: functions/format_number (half to even, patterns)
-- expect: [["12,332", "2.67", "NaN", "-0", "1,234.57", "0.12", "25.6%", "(1,234.50)", null]]
SELECT format_number(12332.5D, 0), format_number(2.675D, 2), format_number(double('NaN'), 2), format_number(-0.4, 0), format_number(1234.567, '#,###.##'), format_number(0.125D, '#.##'), format_number(0.256, '#.##%'), format_number(-1234.5D, '#,##0.00;(#,##0.00)'), format_number(5, -1);

-- page: functions/format_number (of a text)
-- error: DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE 42K09
SELECT format_number('5', 1);

-- page: functions/to_char (zeros, signs, what does not fit)
-- expect: [["005", " -5", " 5-", " <5>", "# ###", " ", "0.50", "$1,234", "10000000000", "4142"]]
SELECT to_char(5, '099'), to_char(-5, 'S99'), to_char(-5, '99MI'), to_char(-5, '99PR'), to_char(1234567, '9,999'), to_char(0, '9'), to_char(0.5, '9.99'), to_char(1234, '$9,999'), to_char(1e10D, '99999999999'), to_char(x'4142', 'hex');

-- page: functions/to_number (signs and currencies)
-- expect: [["-12.5", "1234", "-5", "-5", null, null]]
SELECT to_number('-12.5', 'S99.9'), to_number('$1,234', '$9,999'), to_number('<5>', '9PR'), to_number('5-', '9MI'), try_to_number('abc', '999'), to_number('12', NULL);

-- page: functions/to_number (a separator at the end)
-- error: INVALID_FORMAT.CONT_THOUSANDS_SEPS 42601
SELECT to_number('1', '999,');

-- page: functions/to_number (a text in another format)
-- error: INVALID_FORMAT.MISMATCH_INPUT 42601
SELECT to_number('abc', '999');
