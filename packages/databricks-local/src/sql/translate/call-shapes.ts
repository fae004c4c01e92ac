import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { writtenWord } from "../text/written-words";

/** How the parser spells the calls for which it has kinds of their own: the fields that hold the arguments, in order. */
export interface CallShape {
  /** The function's name where it is not the kind. */
  readonly name?: string;
  readonly fields?: readonly string[];
  /** A field that holds all arguments. */
  readonly list?: string;
}

const ONE = { fields: ["this"] };
const TWO = { fields: ["this", "expression"] };

export const CALL_SHAPES: Readonly<Record<string, CallShape>> = {
  abs: ONE,
  acos: ONE,
  add_months: TWO,
  any_value: ONE,
  approx_count_distinct: ONE,
  array_agg: ONE,
  array_append: TWO,
  array_compact: ONE,
  array_contains: TWO,
  array_distinct: ONE,
  array_except: TWO,
  array_intersect: { list: "expressions" },
  array_position: TWO,
  array_prepend: TWO,
  array_remove: TWO,
  array_size: ONE,
  array_union: TWO,
  asin: ONE,
  atan: ONE,
  atan2: TWO,
  avg: ONE,
  bitwise_and_agg: { ...ONE, name: "bit_and" },
  bitwise_or_agg: { ...ONE, name: "bit_or" },
  bitwise_xor_agg: { ...ONE, name: "bit_xor" },
  cardinality: ONE,
  ceil: { fields: ["this", "decimals"] },
  coalesce: { list: "expressions" },
  contains: TWO,
  cos: ONE,
  count_if: ONE,
  cume_dist: { list: "args" },
  day: ONE,
  day_of_month: { ...ONE, name: "dayofmonth" },
  day_of_week: { ...ONE, name: "dayofweek" },
  day_of_year: { ...ONE, name: "dayofyear" },
  degrees: ONE,
  dense_rank: { list: "args" },
  element_at: TWO,
  ends_with: { ...TWO, name: "endswith" },
  exp: ONE,
  explode: ONE,
  first: ONE,
  first_value: ONE,
  floor: { fields: ["this", "scale"] },
  hour: ONE,
  if_func: { name: "if", fields: ["condition", "true_value", "false_value"] },
  initcap: ONE,
  json_array_length: ONE,
  lag: { fields: ["this", "offset", "default"] },
  last: ONE,
  last_day: ONE,
  last_value: ONE,
  lead: { fields: ["this", "offset", "default"] },
  length: ONE,
  list_agg: { name: "listagg", fields: ["this", "separator"] },
  ln: ONE,
  log: { fields: ["base", "this"] },
  logical_and: { ...ONE, name: "bool_and" },
  logical_or: { ...ONE, name: "bool_or" },
  lower: ONE,
  map_contains_key: TWO,
  map_from_arrays: TWO,
  map_from_entries: ONE,
  map_keys: ONE,
  map_values: ONE,
  max: ONE,
  median: ONE,
  min: ONE,
  minute: ONE,
  mod_func: { ...TWO, name: "mod" },
  mode: ONE,
  month: ONE,
  months_between: { fields: ["this", "expression", "round_off"] },
  n_tile: { name: "ntile", fields: ["num_buckets"] },
  next_day: TWO,
  nth_value: { fields: ["this", "offset"] },
  nvl2: { fields: ["this", "true_value", "false_value"] },
  nvl: TWO,
  overlay: { fields: ["this", "replacement", "from", "length"] },
  parse_json: ONE,
  percent_rank: { list: "args" },
  pi: {},
  power: TWO,
  quarter: ONE,
  radians: ONE,
  rand: { fields: ["seed"] },
  random: { fields: ["lower"] },
  rank: { list: "args" },
  row_number: {},
  second: ONE,
  sin: ONE,
  sqrt: ONE,
  starts_with: { ...TWO, name: "startswith" },
  stddev: ONE,
  stddev_pop: ONE,
  stddev_samp: ONE,
  str_position: { name: "position", fields: ["substr", "this", "position"] },
  string_agg: { fields: ["this", "separator"] },
  substring: { fields: ["this", "start", "length"] },
  sum: ONE,
  tan: ONE,
  to_json: ONE,
  to_number: { fields: ["this", "format"] },
  typeof: ONE,
  upper: ONE,
  var_pop: ONE,
  var_samp: ONE,
  variance: ONE,
  week_of_year: { ...ONE, name: "weekofyear" },
  year: ONE,
};

/** The parser keeps words of its own for some fields. */
export function extractField(node: SyntaxNode): string {
  const field = node.raw("field");
  // DOY; the word DAYOFYEAR is none.
  if (typeof field === "string") return field === "DayOfYear" ? "DOY" : field;
  const custom = node.copy().part("field").optionalText("Custom");
  if (custom === undefined) throw unsupported("EXTRACT of this field");
  return writtenWord(custom);
}
