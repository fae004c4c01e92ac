import { SqlError } from "../sql-engine";
import { unresolvedRoutine, unsupported } from "../sql-faults";
import { AGGREGATE_FUNCTIONS } from "./aggregate-functions";
import { ARRAY_FUNCTIONS } from "./array-functions";
import { COLLECTION_FUNCTIONS } from "./collection-functions";
import { CONDITIONAL_FUNCTIONS } from "./conditional-functions";
import { DATE_FUNCTIONS } from "./date-functions";
import { DATE_PARTS } from "./date-parts";
import { ENCODING_FUNCTIONS } from "./encoding-functions";
import type { FunctionTable } from "./function-spec";
import { HIGHER_ORDER_FUNCTIONS } from "./higher-order-functions";
import { JSON_FUNCTIONS } from "./json-functions";
import { MATH_FUNCTIONS } from "./math-functions";
import { REGEXP_FUNCTIONS } from "./regexp-functions";
import { SESSION_FUNCTIONS } from "./session-functions";
import { STATISTICAL_FUNCTIONS } from "./statistical-functions";
import { STRING_FUNCTIONS } from "./string-functions";
import { STRUCT_FUNCTIONS } from "./struct-functions";
import { TEXT_FORMATS } from "./text-formats";
import { TIME_WINDOWS } from "./time-windows";
import { VARIANT_FUNCTIONS } from "./variant-functions";
import { WINDOW_FUNCTIONS } from "./window-functions";

/** The families of functions, as the documentation lists them. */
export const FUNCTION_FAMILIES: Readonly<Record<string, FunctionTable>> = {
  Aggregates: AGGREGATE_FUNCTIONS,
  Statistics: STATISTICAL_FUNCTIONS,
  "Windows and ranks": WINDOW_FUNCTIONS,
  "Dates and times": { ...DATE_FUNCTIONS, ...TIME_WINDOWS },
  "Parts of dates": DATE_PARTS,
  Conditions: CONDITIONAL_FUNCTIONS,
  Numbers: MATH_FUNCTIONS,
  Strings: STRING_FUNCTIONS,
  "Texts in patterns": TEXT_FORMATS,
  "Regular expressions": REGEXP_FUNCTIONS,
  "Hashes and encodings": ENCODING_FUNCTIONS,
  JSON: JSON_FUNCTIONS,
  VARIANT: VARIANT_FUNCTIONS,
  "Arrays, maps and structs": { ...COLLECTION_FUNCTIONS, ...STRUCT_FUNCTIONS },
  "Whole arrays": ARRAY_FUNCTIONS,
  Lambdas: HIGHER_ORDER_FUNCTIONS,
  Session: SESSION_FUNCTIONS,
};

/**
 * Every function that the local workspace knows. A new one is a line in one of the families' tables.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin-alpha
 */
export const KNOWN_FUNCTIONS: FunctionTable = Object.assign(
  {},
  ...Object.values(FUNCTION_FAMILIES),
) as FunctionTable; // each of them is one

/**
 * Functions of Databricks that the local workspace does not answer: they are refused as such, not as unknown.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin-alpha
 */
// One line per family.
// prettier-ignore
export const REFUSED_FUNCTIONS: ReadonlySet<string> = new Set([
  "ai_analyze_sentiment", "ai_classify", "ai_extract", "ai_fix_grammar", "ai_forecast", "ai_gen", "ai_generate_text", "ai_mask", "ai_parse_document", "ai_query", "ai_similarity", "ai_summarize", "ai_translate", "vector_search",
  "aes_decrypt", "aes_encrypt", "try_aes_decrypt", "secret", "try_secret",
  "approx_top_k", "bitmap_bit_position", "bitmap_bucket_number", "bitmap_construct_agg", "bitmap_count", "bitmap_or_agg", "count_min_sketch", "histogram_numeric", "hll_sketch_agg", "hll_sketch_estimate", "hll_union", "hll_union_agg",
  "http_request", "list_secrets", "measure", "sql_keywords", "stream", "python_worker_logs", "vector_norm", "vector_normalize", "vector_inner_product", "vector_cosine_similarity", "vector_l2_distance", "vector_avg", "vector_sum",
  "cloud_files_state", "event_log", "read_files", "read_kafka", "read_kinesis", "read_pubsub", "read_pulsar", "read_state_metadata", "read_statestore",
  "current_metastore", "current_recipient", "current_version", "version", "input_file_block_length", "input_file_block_start", "input_file_name", "is_account_group_member", "is_member", "monotonically_increasing_id", "spark_partition_id", "getargument", "reflect", "java_method", "try_reflect",
  "from_avro", "to_avro", "from_csv", "to_csv", "schema_of_csv", "from_protobuf", "to_protobuf", "from_xml", "to_xml", "schema_of_xml", "schema_of_xml_agg", "xpath", "xpath_boolean", "xpath_double", "xpath_float", "xpath_int", "xpath_long", "xpath_number", "xpath_short", "xpath_string",
  "collate", "collation", "collations", "randstr", "sentences", "uniform", "try_zstd_decompress", "zstd_compress", "zstd_decompress", 
  "randn",
  "cube", "rollup", "grouping sets", "session_window", "shuffle", "to_time", "try_to_time", "make_time", "current_time", "map_zip_with", 
  "current_path", "current_oauth_custom_identity_claim", "session_user_groups", "counter_diff", "time_diff", "time_trunc", "time_from_seconds", "time_from_millis", "time_from_micros", "time_to_seconds", "time_to_millis", "time_to_micros", "localtime", "jaro_winkler_similarity",
]);

/** Those of FROM alone. */
const TABLE_FUNCTIONS = new Set(["variant_explode", "variant_explode_outer"]);

function notScalar(name: string): SqlError {
  return new SqlError(
    "NOT_A_SCALAR_FUNCTION",
    "42887",
    `\`${name}\` appears as a scalar expression here, but the function was defined as a table function. Please update the query to move the function call into the FROM clause, or redefine \`${name}\` as a scalar function instead.`,
  );
}

/** What the local workspace has nothing of. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^ai_/, "there are no models here"],
  [/^vector_search$/, "there are no vector indexes here"],
  [/^event_log$/, "there are no pipelines here"],
  [/^measure$/, "there are no metric views here"],
  [/^read_files$/, "the volumes here hold no files"],
];

function reasonOf(name: string): string {
  const reason = REASONS.find(([names]) => names.test(name))?.[1];
  return reason === undefined ? "" : ` (${reason})`;
}

/** Families that grow with each release, by what their names begin with. */
const REFUSED_FAMILIES = /^(?:ai|approx_top_k|bitmap|h3|hll|kll|st|theta|tuple|xpath)_/;

/** Why a function is not answered: Databricks has it and this workspace has not, or nobody has. */
export function unknownFunction(name: string): SqlError {
  const isKnown = REFUSED_FUNCTIONS.has(name) || REFUSED_FAMILIES.test(name);
  if (TABLE_FUNCTIONS.has(name)) return notScalar(name);
  return isKnown ? unsupported(`the function ${name}${reasonOf(name)}`) : unresolvedRoutine(name);
}
