import { EMPTY_RESULT_STATES, PAUSE_STATUSES } from "../definition";

/** The lists behind the row schema, the CHECK constraints and the documentation. */
export { EMPTY_RESULT_STATES, PAUSE_STATUSES };

export const DOMAINS = ["COST", "SECURITY", "PERFORMANCE", "RELIABILITY", "QUALITY"] as const;
export const SEVERITIES = ["CRITICAL", "WARNING", "INFO"] as const;
export const QUERY_SOURCES = ["CUSTOM", "TVF", "METRIC_VIEW", "MONITORING"] as const;

/** All that the table accepts. */
export const THRESHOLD_OPERATORS = [
  ">",
  "<",
  ">=",
  "<=",
  "=",
  "==",
  "!=",
  "<>",
  "IS NULL",
  "IS NOT NULL",
  "BETWEEN",
  "NOT BETWEEN",
  "IN",
  "NOT IN",
] as const;

export const THRESHOLD_VALUE_TYPES = ["DOUBLE", "STRING", "BOOLEAN"] as const;

export const AGGREGATION_TYPES = [
  "NONE",
  "SUM",
  "COUNT",
  "COUNT_DISTINCT",
  "AVG",
  "MEDIAN",
  "MIN",
  "MAX",
  "STDDEV",
] as const;

export const NOTIFICATION_MODES = ["LIVE", "SHADOW"] as const;

export const SYNC_STATUSES = ["CREATED", "UPDATED", "UNCHANGED", "ERROR", "DELETED"] as const;
export type OutcomeStatus = (typeof SYNC_STATUSES)[number];

export const DESTINATION_TYPES = ["EMAIL", "SLACK", "WEBHOOK", "TEAMS", "PAGERDUTY"] as const;
/** DELIVERED: the service says so. SENT: it was asked to, and has not said what came of it. */
export const TEST_STATUSES = ["DELIVERED", "SENT", "FAILED"] as const;
export type TestStatus = (typeof TEST_STATUSES)[number];
export const EVALUATION_STATUSES = ["OK", "TRIGGERED", "ERROR"] as const;
export const FEEDBACK_VALUES = ["TRUE_POSITIVE", "FALSE_POSITIVE"] as const;
