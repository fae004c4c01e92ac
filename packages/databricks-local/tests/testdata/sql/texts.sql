-- page: functions/substring (before the beginning, of bytes, NULL)
-- expect: [["ab", "ab", "Ag==", null, "23", "", "", null, "AQ=="]]
SELECT substring('abc', -5, 4), substring('abc', 0, 2), substring(x'010203', 2, 1), substring(CAST(NULL AS STRING), 1, 0), substr(123, 2), left('abc', -1), right('abc', 0), right(123, NULL), left(x'0102', 1);

-- page: functions/locate (from 0, the empty text, NULL)
-- expect: [[0, 1, 0, 1, 4]]
SELECT locate('a', 'banana', 0), locate('', 'abc', 3), locate('a', 'b', NULL), instr('abc', ''), position('a', 'banana', 3);

-- page: functions/trim (the characters first, those of btrim last)
-- expect: [["5", "abc", "abcyx", "xyabc", "abc", null, " a ", "12"]]
SELECT trim(5), trim('xy', 'xyabcyx'), ltrim('xy', 'xyabcyx'), rtrim('xy', 'xyabcyx'), btrim('xyabcyx', 'xy'), trim(NULL FROM 'a'), trim('' FROM ' a '), trim(TRAILING 5 FROM 1255);

-- page: functions/upper (letters that become two, code points)
-- expect: [["SS FI", "i̇ ας", "Hello World A-b Ss", "😀éa", 1, -1, 2, true, "A"]]
SELECT upper('ß ﬁ'), lower('İ ΑΣ'), initcap('hello wORLD a-b ß'), reverse('aé😀'), levenshtein('é', 'e'), levenshtein('kitten', 'sitting', 2), length('é😀'), chr(256) = chr(0), chr(65.9);

-- page: functions/lpad (nothing to fill with, bytes)
-- expect: [["abc", "", "abcxy", "AAAB", "AgMB", "500"]]
SELECT lpad('abc', 5, ''), lpad('abc', -1, 'x'), rpad('abc', 5, 'xyz'), lpad(x'01', 3), lpad(x'01', 3, x'0203'), rpad(5, 3, 0);

-- page: functions/overlay (a length of its own, bytes, NULL)
-- expect: [["abXYef", "Xabc", "abcX", null, "Af8D"]]
SELECT overlay('abcdef', 'XY', 3, -1), overlay('abc', 'X', 0), overlay('abc', 'X', 10), overlay('text', 'xyz', 0, NULL), overlay(x'010203', x'FF', 2);

-- page: functions/concat_ws (arrays with NULL, a column between)
-- expect: [["x;b", "", null, "a", "1-2.5-1.0E10-true"]]
SELECT concat_ws(s, a, NULL, 'b'), concat_ws(s), concat_ws(NULL, 'a'), concat_ws(',', array(), 'a'), concat_ws('-', 1, 2.5, 1e10D, true) FROM VALUES (array('x', NULL), ';') AS t(a, s);

-- page: functions/elt (beyond the last)
-- error: INVALID_ARRAY_INDEX 22003
SELECT elt(3, 'a', 'b');

-- page: functions/split_part (the 0th)
-- error: INVALID_INDEX_OF_ZERO 22003
SELECT split_part('a,b', ',', 0);

-- page: functions/substring_index (delimiters that overlap)
-- expect: [["a", "a", "b.c", "13c13c", 0, 2]]
SELECT substring_index('aaa', 'aa', 2), substring_index('aaa', 'aa', -2), substring_index('a.b.c', '.', -2), translate('abcabc', 'aab', '123'), find_in_set('a,b', 'a,b'), find_in_set('', 'a,,b');

-- page: functions/encode (character sets)
-- expect: [["/v8AYQBiAOk=", "YWLp", null, "é", "abc"]]
SELECT encode('abé', 'utf-16'), encode('abé', 'iso-8859-1'), encode('a', NULL), decode(encode('é', 'utf-16'), 'utf-16'), decode('abc', 'utf-8');

-- page: functions/encode (what the set has not)
-- error: MALFORMED_CHARACTER_CODING 22000
SELECT encode('abé', 'US-ASCII');

-- page: functions/encode (no such set)
-- error: INVALID_PARAMETER_VALUE.CHARSET 22023
SELECT encode('a', 'foo');

-- page: functions/unhex (an odd number of digits; what is none)
-- expect: [["Crw=", null, "YQ==", "BhY=", null, 3904355907, null, "0cc175b9c0f1b6a831c399e269772661"]]
SELECT unhex('ABC'), unhex('XYZ'), unbase64('YQ'), to_binary('616', 'hex'), try_to_binary('zz', 'hex'), crc32(x'61'), sha2('a', 1), md5(x'61');

-- page: functions/md5 (of a number)
-- error: DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE 42K09
SELECT md5(5);

-- page: functions/hash
-- expect: [[532252686, -18083236, -456589419, -222940379, -936062819, "7738255526519901366", "2724237963427677065"]]
SELECT hash('a', 1, NULL), hash(1.5), hash(date'2024-01-01'), hash(array(1, 2)), hash(struct(1, 'a')), string(xxhash64(1.5D)), string(xxhash64('abcdefghijklmnopqrstuvwxyz0123456789'));

-- page: functions/url_decode (what is no UTF-8)
-- expect: [["a�b c", "a+b*%7E%C3%A9%F0%9F%98%80%21%28%29", null]]
SELECT url_decode('a%FFb+c'), url_encode('a b*~é😀!()'), try_url_decode('%zz');

-- page: functions/url_decode (half an escape)
-- error: CANNOT_DECODE_URL 22546
SELECT url_decode('a%');

-- page: functions/parse_url (as Java divides it)
-- expect: [["user:pw@ex.com:80", null, null, "", "", null]]
SELECT parse_url('http://user:pw@ex.com:80/p/a?q=1&k=v#r', 'AUTHORITY'), parse_url('http://ex_am.com/p', 'HOST'), parse_url('mailto:a@b', 'PATH'), parse_url('http://h?x=', 'QUERY', 'x'), parse_url('http://h', 'PATH'), try_parse_url('http://a b', 'HOST');

-- page: functions/parse_url (no URL)
-- error: INVALID_URL 22P02
SELECT parse_url('http://a b/', 'HOST');

-- page: functions/conv (nothing, a base that is none)
-- expect: [[null, "-1", "C", null, "0"]]
SELECT conv('', 10, 2), conv('-1', 16, -10), conv('12x', 10, 16), conv('1', 1, 10), conv('+5', 10, 10);

-- page: functions/mask
-- expect: [["XxXXnnn-@$#", "QqQQdddoooo", "AxC", "T522", true, false]]
SELECT mask('AbCD123-@$#'), mask('AbCD123-@$#', 'Q', 'q', 'd', 'o'), mask('AbC', NULL), soundex('Tymczak'), luhn_check('79927398713'), is_valid_utf8(x'80');

-- page: functions/upper (without its argument)
-- error: WRONG_NUM_ARGS.WITHOUT_SUGGESTION 42605
SELECT upper();
