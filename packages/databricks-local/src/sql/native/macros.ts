/**
 * Of lists, three-valued as Databricks has them: a list that is NULL gives NULL, and whether NULL is in one is not known.
 */
const LISTS: readonly string[] = [
  "dbx_append(a, v) AS CASE WHEN a IS NOT NULL THEN list_append(a, v) END",
  "dbx_prepend(a, v) AS CASE WHEN a IS NOT NULL THEN list_prepend(v, a) END",
  'dbx_has_null(a) AS len(list_filter(a, lambda "lambda value": "lambda value" IS NULL)) > 0',
  "dbx_contains(a, v) AS CASE WHEN v IS NULL THEN NULL WHEN list_contains(a, v) THEN TRUE WHEN memory.main.dbx_has_null(a) THEN NULL ELSE len(a) < 0 END",
  "dbx_has(a, v) AS CASE WHEN v IS NULL THEN memory.main.dbx_has_null(a) ELSE list_contains(a, v) END",
  'dbx_except(a, b) AS CASE WHEN b IS NOT NULL THEN memory.main.dbx_distinct(list_filter(a, lambda "lambda member": NOT memory.main.dbx_has(b, "lambda member"))) END',
  'dbx_intersect(a, b) AS CASE WHEN b IS NOT NULL THEN memory.main.dbx_distinct(list_filter(a, lambda "lambda member": memory.main.dbx_has(b, "lambda member"))) END',
  "dbx_concat(a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN list_concat(a, b) END",
  'dbx_overlap(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN list_has_any(list_filter(a, lambda "lambda value": "lambda value" IS NOT NULL), list_filter(b, lambda "lambda value": "lambda value" IS NOT NULL)) THEN TRUE WHEN len(a) > 0 AND len(b) > 0 AND (memory.main.dbx_has_null(a) OR memory.main.dbx_has_null(b)) THEN NULL ELSE FALSE END',
  "dbx_position(a, v) AS CASE WHEN a IS NOT NULL AND v IS NOT NULL THEN CAST(coalesce(list_position(a, v), 0) AS BIGINT) END",
  'dbx_remove(a, v) AS CASE WHEN v IS NOT NULL THEN list_filter(a, lambda "lambda member": "lambda member" IS DISTINCT FROM v) END',
  'dbx_list_repeat(v, n) AS CASE WHEN n IS NOT NULL THEN list_transform(range(CAST(n AS BIGINT)), lambda "lambda member": v) END',
  "dbx_flatten(a) AS CASE WHEN NOT memory.main.dbx_has_null(a) THEN flatten(a) END",
  "dbx_map_keys(k, v) AS CASE WHEN len(k) <> len(v) THEN error('MAP_LENGTHS') WHEN memory.main.dbx_has_null(k) THEN error('NULL_MAP_KEY') ELSE k END",
  "dbx_slice(a, start, n) AS CASE WHEN a IS NULL OR start IS NULL OR n IS NULL THEN NULL WHEN start = 0 OR n < 0 THEN list_slice(a, dbx_slice_fails(start, n), 0) WHEN start < 0 AND len(a) + start < 0 THEN list_slice(a, 1, 0) WHEN start < 0 THEN list_slice(a, len(a) + start + 1, len(a) + start + n) ELSE list_slice(a, start, CAST(start AS BIGINT) + n - 1) END",
  // What is inserted beyond an end has NULLs before it; from the end, -1 is behind the last one.
  "dbx_insert(a, place, v) AS CASE WHEN a IS NULL OR place IS NULL THEN NULL WHEN place = 0 THEN error('INVALID_INDEX_OF_ZERO')" +
    " WHEN place > len(a) THEN list_append(list_resize(a, place - 1), v)" +
    " WHEN place > 0 THEN list_concat(list_append(list_slice(a, 1, place - 1), v), list_slice(a, place, len(a)))" +
    " WHEN -place > len(a) + 1 THEN list_concat(list_append(list_resize(list_slice([v], 1, 0), 0), v), list_concat(list_resize(list_slice(a, 1, 0), -place - 1 - len(a)), a))" +
    " ELSE list_concat(list_append(list_slice(a, 1, len(a) + place + 1), v), list_slice(a, len(a) + place + 2, len(a))) END",
];

/**
 * What DuckDB computes otherwise than Databricks and a plain expression cannot say without evaluating an operand's text twice.
 * They live in the instance's own in-memory database. A lambda's parameter has a name that no column has: a macro's argument
 * may be a column of any name.
 */
const MACROS: readonly string[] = [
  // ANSI mode: a zero divisor is an error, not NULL, but beside NULL. It is a cast that fails, since DuckDB's own `error` counts
  // as a side effect: an expression with one cannot be called by its alias.
  "dbx_divide(a, b) AS CASE WHEN b = 0 AND a IS NOT NULL THEN CAST('DIVIDE_BY_ZERO' AS TINYINT) ELSE a / b END",
  "dbx_divide_interval(a, b) AS CASE WHEN b = 0 AND a IS NOT NULL THEN CAST('INTERVAL_DIVIDED' AS TINYINT) ELSE a / b END",
  "dbx_whole_divide(a, b) AS CASE WHEN b = 0 AND a IS NOT NULL THEN CAST('DIVIDE_BY_ZERO' AS TINYINT) ELSE CAST(CAST(a AS HUGEINT) // CAST(b AS HUGEINT) AS BIGINT) END",
  "dbx_modulo(a, b) AS CASE WHEN b = 0 AND a IS NOT NULL THEN CAST('REMAINDER_BY_ZERO' AS TINYINT) WHEN b = -1 THEN a - a ELSE a % b END",
  // Of the divisor's sign only where the remainder is negative.
  "dbx_pmod(a, b) AS CASE WHEN b = 0 AND a IS NOT NULL THEN CAST('REMAINDER_BY_ZERO' AS TINYINT) WHEN a % b < 0 THEN (a % b + b) % b ELSE a % b END",
  // Position 0 counts as 1, a negative one from the end; what lies before the beginning still counts.
  "dbx_substring(s, start, n) AS CASE WHEN s IS NULL OR start IS NULL OR n IS NULL THEN NULL WHEN n <= 0 THEN ''" +
    " WHEN start > 0 THEN substring(s, start, n) WHEN start = 0 THEN left(s, n)" +
    " WHEN length(s) + start >= 0 THEN substring(s, length(s) + start + 1, n) ELSE left(s, greatest(length(s) + start + n, 0)) END",
  "dbx_right(s, n) AS CASE WHEN n <= 0 AND s IS NOT NULL THEN '' ELSE right(s, n) END",
  "dbx_locate(part, s, start) AS CAST(CASE WHEN start IS NULL THEN 0 WHEN part IS NULL OR s IS NULL THEN NULL WHEN start < 1 THEN 0" +
    " WHEN part = '' THEN 1 WHEN instr(substring(s, start), part) = 0 THEN 0 ELSE instr(substring(s, start), part) + start - 1 END AS INTEGER)",
  "dbx_overlay(s, part, start, n) AS memory.main.dbx_substring(s, 1, CAST(start AS BIGINT) - 1) || part || memory.main.dbx_substring(s, start + CASE WHEN n < 0 THEN length(part) ELSE n END, 2147483647)",
  ...["lpad", "rpad"].map(
    (name) =>
      `dbx_${name}(s, n, pad) AS CASE WHEN s IS NULL OR n IS NULL OR pad IS NULL THEN NULL WHEN n <= length(s) OR pad = '' THEN left(s, greatest(n, 0)) ELSE ${name}(s, n, pad) END`,
  ),
  "dbx_repeat(s, n) AS CASE WHEN n <= 0 AND s IS NOT NULL THEN '' ELSE repeat(s, n) END",
  ...["trim", "ltrim", "rtrim"].map(
    (name) =>
      `dbx_${name}(s, characters) AS CASE WHEN characters = '' THEN s ELSE ${name}(s, characters) END`,
  ),
  // Only ASCII has one letter for each letter of the other case.
  ...["lower", "upper", "reverse"].map(
    (name) =>
      `dbx_${name}(s) AS CASE WHEN strlen(s) = length(s) THEN ${name}(s) ELSE dbx_${name}_text(s) END`,
  ),
  // ANSI mode: an index beyond the end is an error; indices start at 0.
  "dbx_array_at(a, i) AS CASE WHEN i < 0 OR i >= len(a) THEN error('INVALID_ARRAY_INDEX ' || i || ' ' || len(a)) ELSE a[i + 1] END",
  "dbx_element_at(a, i) AS CASE WHEN i = 0 THEN error('INVALID_INDEX_OF_ZERO') WHEN abs(i) > len(a) THEN error('INVALID_ARRAY_INDEX_IN_ELEMENT_AT ' || i || ' ' || len(a)) ELSE a[i] END",
  // Three-valued: NULL where no element is true and one is NULL.
  `dbx_any(a) AS CASE WHEN list_contains(a, TRUE) THEN TRUE WHEN len(list_filter(a, lambda "lambda value": "lambda value" IS NULL)) > 0 THEN NULL ELSE len(a) < 0 END`,
  `dbx_distinct(a) AS list_filter(a, lambda "lambda value", "lambda place": CASE WHEN "lambda value" IS NULL THEN len(list_filter(a[1:"lambda place" - 1], lambda "other value": "other value" IS NULL)) = 0 ELSE NOT list_contains(a[1:"lambda place" - 1], "lambda value") END)`,
  ...LISTS,
  "dbx_width_bucket(v, lo, hi, n) AS CAST(CASE WHEN v IS NULL OR lo IS NULL OR hi IS NULL OR n <= 0 OR lo = hi OR isnan(CAST(v AS DOUBLE)) OR NOT isfinite(CAST(lo AS DOUBLE)) OR NOT isfinite(CAST(hi AS DOUBLE)) THEN NULL" +
    " WHEN lo < hi THEN CASE WHEN v < lo THEN 0 WHEN v >= hi THEN n + 1 ELSE floor((v - lo) * n / (hi - lo)) + 1 END" +
    " ELSE CASE WHEN v > lo THEN 0 WHEN v <= hi THEN n + 1 ELSE floor((lo - v) * n / (lo - hi)) + 1 END END AS BIGINT)",
  "dbx_float_of_double(x) AS CASE WHEN abs(x) > 3.4028235677973366e38 AND NOT isnan(x) THEN CAST(CASE WHEN x > 0 THEN 'Infinity' ELSE '-Infinity' END AS FLOAT) ELSE CAST(x AS FLOAT) END",
  // NaN where there is nothing to tell.
  "dbx_known(x) AS CASE WHEN NOT isnan(x) THEN x END",
  // Outside of its domain a function is NULL or NaN, where DuckDB fails.
  "dbx_acos(x) AS CASE WHEN abs(x) > 1 THEN CAST('NaN' AS DOUBLE) ELSE acos(x) END",
  "dbx_asin(x) AS CASE WHEN abs(x) > 1 THEN CAST('NaN' AS DOUBLE) ELSE asin(x) END",
  ...["sin", "cos", "tan"].map(
    (name) => `dbx_${name}(x) AS CASE WHEN isinf(x) THEN CAST('NaN' AS DOUBLE) ELSE ${name}(x) END`,
  ),
  ...["ln", "log2", "log10"].map((name) => `dbx_${name}(x) AS CASE WHEN x > 0 THEN ${name}(x) END`),
  "dbx_sqrt(x) AS CASE WHEN x < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt(x) END",
  "dbx_pow(x, y) AS dbx_power(x, y)",
  // Of an expression whose type is not known before it is bound.
  "dbx_typeof(x) AS CASE WHEN typeof(x) IN ('INTEGER', 'VARCHAR', 'HUGEINT', 'BLOB', '\"NULL\"')" +
    " THEN MAP {'INTEGER': 'int', 'VARCHAR': 'string', 'HUGEINT': 'bigint', 'BLOB': 'binary', '\"NULL\"': 'void'}[typeof(x)]" +
    " WHEN regexp_full_match(typeof(x), '(TINY|SMALL|BIG)INT|FLOAT|DOUBLE|BOOLEAN|DATE|TIMESTAMP|DECIMAL\\(\\d+,\\d+\\)')" +
    " THEN lower(typeof(x)) ELSE error('TYPE_UNSUPPORTED ' || typeof(x)) END",
  // A step that leads away from the end is an error, and so is none.
  "dbx_step(a, b, step) AS CASE WHEN step = 0 AND a = b THEN 1 WHEN (step > 0 AND a <= b AND (CAST(b AS HUGEINT) - a) // step < 10000000) OR (step < 0 AND a >= b AND (CAST(b AS HUGEINT) - a) // step < 10000000) THEN step WHEN step IS NOT NULL AND a IS NOT NULL AND b IS NOT NULL THEN dbx_sequence_fails((step > 0 AND a <= b) OR (step < 0 AND a >= b)) END",
  // Rounded down; the first such day of the week behind a date.
  "dbx_floor_modulo(a, b) AS ((a % b) + b) % b",
  "dbx_floor_divide(a, b) AS (a - ((a % b) + b) % b) // b",
  "dbx_next_day(d, day) AS d + CAST((dbx_day_of_week(day, CAST(isodow(d) AS INTEGER)) - isodow(d) + 6) % 7 + 1 AS INTEGER)",
  "dbx_exact_micros(n, micros) AS CASE WHEN CAST(n AS DECIMAL(38, 6)) = n THEN micros WHEN n IS NOT NULL THEN dbx_time_overflows(TRUE) END",
  // So many units of a size, unless they are more than a time can hold.
  "dbx_units(n, size) AS CASE WHEN n BETWEEN -(9223372036854775807 // size) AND 9223372036854775807 // size THEN CAST(n AS BIGINT) * size WHEN n IS NOT NULL THEN dbx_time_overflows(TRUE) END",
  "dbx_months_of(n, size) AS CASE WHEN n BETWEEN -(2147483647 // size) AND 2147483647 // size THEN CAST(n * size AS INTEGER) WHEN n IS NOT NULL THEN dbx_time_overflows(TRUE) END",
  // Seconds since 1970, exact.
  "dbx_seconds(t) AS CAST(epoch_us(t) AS DECIMAL(20, 0)) * CAST(0.000001 AS DECIMAL(7, 6))",
  "dbx_finite(x) AS CASE WHEN isfinite(x) THEN x END",
  "dbx_try_finite_time(x) AS CASE WHEN isfinite(x) THEN x END",
  "dbx_finite_time(x) AS CASE WHEN isfinite(x) THEN x WHEN x IS NOT NULL THEN CAST(dbx_malformed(dbx_double_text(x), 'timestamp') AS DOUBLE) END",
  // An interval's parts, and intervals of them.
  "dbx_months(i) AS datepart('year', i) * 12 + datepart('month', i)",
  "dbx_days(i) AS datepart('day', i)",
  "dbx_time_micros(i) AS datepart('hour', i) * 3600000000 + datepart('minute', i) * 60000000 + datepart('microsecond', i)",
  "dbx_micros(i) AS datepart('day', i) * 86400000000 + datepart('hour', i) * 3600000000 + datepart('minute', i) * 60000000 + datepart('microsecond', i)",
  "dbx_exact_interval(n, bits) AS CASE WHEN n BETWEEN -(CAST(1 AS HUGEINT) << (bits - 1)) AND (CAST(1 AS HUGEINT) << (bits - 1)) - 1 THEN CAST(n AS BIGINT) ELSE dbx_interval_overflows(CAST(n AS VARCHAR)) END",
  "dbx_no_zero_interval(b, a) AS CASE WHEN b = 0 AND a IS NOT NULL THEN dbx_interval_by_zero(TRUE) ELSE b END",
  "dbx_of_months(n) AS to_months(CAST(n AS INTEGER))",
  "dbx_of_micros(n) AS to_microseconds(CAST(n AS BIGINT))",
  // Texts of times; DuckDB writes years before 1 and behind 9999 otherwise.
  "dbx_date_text(d) AS CASE WHEN d BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN CAST(d AS VARCHAR) ELSE dbx_far_date_text(CAST(d - DATE '1970-01-01' AS BIGINT)) END",
  "dbx_timestamp_text(t) AS CASE WHEN t BETWEEN TIMESTAMP '0001-01-01' AND TIMESTAMP '9999-12-31 23:59:59.999999' THEN CAST(t AS VARCHAR) ELSE dbx_far_timestamp_text(epoch_us(t)) END",
  ...readers(),
];

/** How CAST reads a text, each with its twin for TRY_CAST, which gives NULL where the text does not fit. */
function readers(): string[] {
  const integers = { tinyint: "TINYINT", smallint: "SMALLINT", int: "INTEGER", bigint: "BIGINT" };
  return ["", "try_"].flatMap((attempt) => {
    const cast = attempt === "" ? "CAST" : "TRY_CAST";
    const fails = (type: string, duckDbType: string) =>
      attempt === "" ? `CAST(dbx_malformed(t, '${type}') AS ${duckDbType})` : "NULL";
    return [
      ...Object.entries(integers).map(
        ([name, type]) =>
          `dbx_${attempt}read_${name}(t) AS CASE WHEN regexp_full_match(t, '\\s*[+-]?\\d+\\s*') THEN ${cast}(trim(t, E' \\t\\r\\n\\f') AS ${type}) WHEN t IS NOT NULL THEN ${fails(name, type)} END`,
      ),
      ...Object.entries({ float: "FLOAT", double: "DOUBLE" }).map(
        ([name, type]) =>
          `dbx_${attempt}read_${name}(t) AS CAST(CASE WHEN regexp_full_match(t, '[+-]?\\d{1,15}([.]\\d{1,15})?') THEN t ELSE dbx_${attempt}read_double_text(t, '${name}') END AS ${type})`,
      ),
      `dbx_${attempt}read_boolean(t) AS CASE WHEN lower(trim(t, E' \\t\\r\\n\\f')) IN ('t', 'true', 'y', 'yes', '1') THEN TRUE WHEN lower(trim(t, E' \\t\\r\\n\\f')) IN ('f', 'false', 'n', 'no', '0') THEN FALSE WHEN t IS NOT NULL THEN ${fails("boolean", "BOOLEAN")} END`,
      `dbx_${attempt}read_date(t) AS DATE '1970-01-01' + dbx_${attempt}read_days(t)`,
      `dbx_${attempt}read_timestamp(t) AS make_timestamp(dbx_${attempt}read_micros(t))`,
      `dbx_${attempt}read_timestamp_ntz(t) AS make_timestamp(dbx_${attempt}read_local_micros(t))`,
    ];
  });
}

export function macroStatements(): string[] {
  return MACROS.map((macro) => `CREATE MACRO memory.main.${macro}`);
}
