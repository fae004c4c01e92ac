/** How a name shows a call: `$1` is the first argument, `$2{0}` the second one or 0, `$*` all of them. */
type Form = string;

const CAPITALS =
  "acos acosh asin asinh atan atan2 atanh cbrt cos cosh cot csc degrees dense_rank e exp expm1 hypot log log10 log1p log2 percent_rank pi power radians rank regexp regexp_like rlike sec signum sin sinh sqrt tan tanh";

/**
 * The calls that a column's name shows otherwise than as they were written; `name/2` is the call with two arguments.
 *
 * Arguments that the user left out are shown where Spark adds them, and some that only say how are not.
 */
// One line per function.
// prettier-ignore
const FORMS: Readonly<Record<string, Form>> = {
  ...Object.fromEntries(CAPITALS.split(" ").map((name) => [name, `${name.toUpperCase()}($*)`])),
  any_value: "any_value($1)",
  approx_count_distinct: "approx_count_distinct($1)",
  approx_percentile: "approx_percentile($1, $2, $3{10000})",
  array_agg: "collect_list($*)",
  "array_sort/1": "array_sort($1, lambdafunction((IF(((namedlambdavariable() IS NULL) AND (namedlambdavariable() IS NULL)), 0, (IF((namedlambdavariable() IS NULL), 1, (IF((namedlambdavariable() IS NULL), -1, (IF((namedlambdavariable() < namedlambdavariable()), -1, (IF((namedlambdavariable() > namedlambdavariable()), 1, 0)))))))))), namedlambdavariable(), namedlambdavariable()))",
  "aggregate/3": "aggregate($*, lambdafunction(namedlambdavariable(), namedlambdavariable()))",
  assert_true: "assert_true($1, $2{'$1' is not true!})",
  bround: "bround($1, $2{0})",
  "ceil/1": "CEIL($1)",
  "convert_timezone/2": "convert_timezone(current_timezone(), $*)",
  curdate: "current_date()",
  current_database: "current_schema()",
  "date_add/3": "timestampadd($*)",
  "date_diff/3": "timestampdiff($*)",
  "dateadd/2": "date_add($*)",
  "dateadd/3": "timestampadd($*)",
  "datediff/3": "timestampdiff($*)",
  datepart: "datepart($1 FROM $2)",
  div: "($1 div $2)",
  first: "first($1)",
  first_value: "first_value($1)",
  "floor/1": "FLOOR($1)",
  from_csv: "from_csv($1)",
  from_json: "from_json($1)",
  from_unixtime: "from_unixtime($1, $2{yyyy-MM-dd HH:mm:ss})",
  hour: "hour($1)",
  if: "(IF($*))",
  "instr/3": "instr($*, 1)",
  isnotnull: "($1 IS NOT NULL)",
  isnull: "($1 IS NULL)",
  lag: "lag($1, $2{1}, $3{NULL})",
  last: "last($1)",
  last_value: "last_value($1)",
  lead: "lead($1, $2{1}, $3{NULL})",
  like: "$1 LIKE $2",
  "like/3": "$1 LIKE $2 ESCAPE '$3'",
  listagg: "listagg($1, $2{NULL})",
  locate: "locate($1, $2, $3{1})",
  "log/1": "LOG(E(), $1)",
  lpad: "lpad($1, $2, $3{ })",
  "ltrim/2": "TRIM(LEADING $1 FROM $2)",
  make_dt_interval: "make_dt_interval($1{0}, $2{0}, $3{0}, $4{0.000000})",
  make_interval: "make_interval($1{0}, $2{0}, $3{0}, $4{0}, $5{0}, $6{0}, $7{0.000000})",
  make_ym_interval: "make_ym_interval($1{0}, $2{0})",
  mask: "mask($1, $2{X}, $3{x}, $4{n}, $5{NULL})",
  minute: "minute($1)",
  "mode/2": "mode() WITHIN GROUP (ORDER BY $1 DESC)",
  months_between: "months_between($1, $2, $3{true})",
  overlay: "overlay($1, $2, $3, $4{-1})",
  percentile: "percentile($1, $2, $3{1})",
  percentile_approx: "percentile_approx($1, $2, $3{10000})",
  position: "position($1, $2, $3{1})",
  positive: "(+ $1)",
  "raise_error/1": "raise_error(USER_RAISED_EXCEPTION, map(errorMessage, $1))",
  random: "rand($*)",
  "reduce/3": "reduce($*, lambdafunction(namedlambdavariable(), namedlambdavariable()))",
  regexp_extract: "regexp_extract($1, $2, $3{1})",
  regexp_extract_all: "regexp_extract_all($1, $2, $3{1})",
  regexp_instr: "regexp_instr($1, $2, $3{0})",
  regexp_replace: "regexp_replace($1, $2, $3, $4{1})",
  replace: "replace($1, $2, $3{})",
  round: "round($1, $2{0})",
  rpad: "rpad($1, $2, $3{ })",
  "rtrim/2": "TRIM(TRAILING $1 FROM $2)",
  second: "second($1)",
  sentences: "sentences($1, $2{}, $3{})",
  shuffle: "shuffle($1)",
  sort_array: "sort_array($1, $2{true})",
  split: "split($1, $2, $3{-1})",
  str_to_map: "str_to_map($1, $2{,}, $3{:})",
  string_agg: "string_agg($1, $2{NULL})",
  substr: "substr($1, $2, $3{2147483647})",
  substring: "substring($1, $2, $3{2147483647})",
  to_unix_timestamp: "to_unix_timestamp($1, $2{yyyy-MM-dd HH:mm:ss})",
  to_varchar: "to_char($*)",
  "trim/2": "TRIM(BOTH $1 FROM $2)",
  try_make_interval: "try_make_interval($1{0}, $2{0}, $3{0}, $4{0}, $5{0}, $6{0}, $7{0.000000})",
  window: "window",
  unix_timestamp: "unix_timestamp($1{current_timestamp()}, $2{yyyy-MM-dd HH:mm:ss})",
};

/** Functions whose name is a type's are casts that no name shows. */
const CASTS = new Set(
  "bigint binary boolean date decimal double float int smallint string timestamp tinyint".split(" "),
);

/** What a column's name shows of a call, by the function's name in lower case and what the name shows of its arguments. */
export function callName(name: string, args: readonly string[], distinct: boolean): string {
  if (CASTS.has(name) && args.length === 1) return args.join("");
  const form = FORMS[`${name}/${args.length}`] ?? FORMS[name] ?? `${name}($*)`;
  const text = filled(form, args);
  return distinct ? text.replace("(", "(DISTINCT ") : text;
}

function filled(form: Form, args: readonly string[]): string {
  return form.replaceAll(
    /\$(?:(\d)(?:\{(.*?)\})?|\*)/g,
    (_, place: string | undefined, missing: string | undefined) =>
      place === undefined ? args.join(", ") : (args[Number(place) - 1] ?? filled(missing ?? "", args)),
  );
}
