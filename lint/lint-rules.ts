import { FAULT_RULES } from "./fault-rules";
import type { LintRule, RuleDescription } from "./lint-rule";
import { ALERT_DUPLICATE } from "./rules/alert-duplicate";
import { ALERT_PAUSED_LONG } from "./rules/alert-paused-long";
import { COLUMN_MISSING } from "./rules/column-missing";
import { COLUMN_TYPE } from "./rules/column-type";
import { COST_RUNS_PER_DAY } from "./rules/cost-runs-per-day";
import { CRON_DST } from "./rules/cron-dst";
import { CRON_SAME_TIME } from "./rules/cron-same-time";
import { DESCRIPTION_MISSING } from "./rules/description-missing";
import { EMPTY_ABSENCE_OK } from "./rules/empty-absence-ok";
import { EMPTY_NULL_ROW } from "./rules/empty-null-row";
import { FILTER_PARTITION } from "./rules/filter-partition";
import { FILTER_TIME } from "./rules/filter-time";
import { JOIN_LIST_PRICES } from "./rules/join-list-prices";
import { LOOKBACK_SOURCE_LAG } from "./rules/lookback-source-lag";
import { NOTIFY_CRITICAL_BY_EMAIL } from "./rules/notify-critical-by-email";
import { NOTIFY_NOBODY } from "./rules/notify-nobody";
import { NOTIFY_TWICE } from "./rules/notify-twice";
import { ORDER_MISSING } from "./rules/order-missing";
import { OWNER_MISSING } from "./rules/owner-missing";
import { QUERY_DIVISION_BY_ZERO } from "./rules/query-division-by-zero";
import { QUERY_EQUALS_NULL } from "./rules/query-equals-null";
import { QUERY_HARD_CODED_CATALOG } from "./rules/query-hard-coded-catalog";
import { QUERY_HARD_CODED_DATE } from "./rules/query-hard-coded-date";
import { QUERY_NO_QUERY } from "./rules/query-no-query";
import { QUERY_NOT_ANALYSED } from "./rules/query-not-analysed";
import { QUERY_PARAMETER_UNBOUND } from "./rules/query-parameter-unbound";
import { QUERY_RANDOM } from "./rules/query-random";
import { QUERY_STAR } from "./rules/query-star";
import { QUERY_SYNTAX } from "./rules/query-syntax";
import { QUERY_UNREADABLE } from "./rules/query-unreadable";
import { RETRIGGER_MASKS } from "./rules/retrigger-masks";
import { RETRIGGER_TOO_SHORT } from "./rules/retrigger-too-short";
import { ROW_WITHOUT_FEATURE } from "./rules/row-without-feature";
import { RUN_AS_PERSON } from "./rules/run-as-person";
import { RUNBOOK_MISSING } from "./rules/runbook-missing";
import { RUNBOOK_NO_LINK } from "./rules/runbook-no-link";
import { SEVERITY_RARELY } from "./rules/severity-rarely";
import { TEMPLATE_ANONYMOUS } from "./rules/template-anonymous";
import { TEMPLATE_COLUMN_MISSING } from "./rules/template-column-missing";
import { TEMPLATE_VARIABLE_UNKNOWN } from "./rules/template-variable-unknown";
import { THRESHOLD_ALWAYS } from "./rules/threshold-always";
import { THRESHOLD_FLOAT_EQUALITY } from "./rules/threshold-float-equality";
import { THRESHOLD_TWICE } from "./rules/threshold-twice";
import { THRESHOLD_UNREACHABLE } from "./rules/threshold-unreachable";
import { TIME_ZONE_CURRENT_DATE } from "./rules/time-zone-current-date";
import { VALUE_UNSEEN } from "./rules/value-unseen";
import { WAIVER_RULES } from "./waiver-rules";

/** All rules that look at alerts, in the order in which they speak. */
export const LINT_RULES: readonly LintRule[] = [
  ALERT_DUPLICATE,
  ALERT_PAUSED_LONG,
  COLUMN_MISSING,
  COLUMN_TYPE,
  COST_RUNS_PER_DAY,
  CRON_DST,
  CRON_SAME_TIME,
  DESCRIPTION_MISSING,
  EMPTY_ABSENCE_OK,
  EMPTY_NULL_ROW,
  FILTER_PARTITION,
  FILTER_TIME,
  JOIN_LIST_PRICES,
  LOOKBACK_SOURCE_LAG,
  NOTIFY_CRITICAL_BY_EMAIL,
  NOTIFY_NOBODY,
  NOTIFY_TWICE,
  ORDER_MISSING,
  OWNER_MISSING,
  QUERY_DIVISION_BY_ZERO,
  QUERY_EQUALS_NULL,
  QUERY_HARD_CODED_CATALOG,
  QUERY_HARD_CODED_DATE,
  QUERY_NO_QUERY,
  QUERY_NOT_ANALYSED,
  QUERY_PARAMETER_UNBOUND,
  QUERY_RANDOM,
  QUERY_STAR,
  QUERY_SYNTAX,
  QUERY_UNREADABLE,
  RETRIGGER_MASKS,
  RETRIGGER_TOO_SHORT,
  ROW_WITHOUT_FEATURE,
  RUN_AS_PERSON,
  RUNBOOK_MISSING,
  RUNBOOK_NO_LINK,
  SEVERITY_RARELY,
  TEMPLATE_ANONYMOUS,
  TEMPLATE_COLUMN_MISSING,
  TEMPLATE_VARIABLE_UNKNOWN,
  THRESHOLD_ALWAYS,
  THRESHOLD_FLOAT_EQUALITY,
  THRESHOLD_TWICE,
  THRESHOLD_UNREACHABLE,
  TIME_ZONE_CURRENT_DATE,
  VALUE_UNSEEN,
];

/** All of which there is a page, by their names. */
export const RULE_DESCRIPTIONS: readonly RuleDescription[] = [
  ...LINT_RULES,
  ...FAULT_RULES,
  ...WAIVER_RULES,
].sort((a, b) => (a.id < b.id ? -1 : 1));
