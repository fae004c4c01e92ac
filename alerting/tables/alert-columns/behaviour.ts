import {
  AGGREGATION_TYPES,
  EMPTY_RESULT_STATES,
  PAUSE_STATUSES,
  QUERY_SOURCES,
  THRESHOLD_OPERATORS,
  THRESHOLD_VALUE_TYPES,
} from "../allowed-values";
import type { ColumnSpec } from "../column-spec";

/** What the alert asks. No comment here spells a placeholder out: Spark would try to fill it in inside the DDL. */
export const QUERY_COLUMNS = [
  {
    name: "alert_query_template",
    type: "STRING",
    nullable: false,
    ownRule: true,
    maxLength: 100_000,
    business: "The question that the alert asks of the data.",
    technical:
      "One SELECT; the placeholders catalog and gold_schema are filled in, one closing semicolon is dropped.",
  },
  {
    name: "query_source",
    type: "STRING",
    nullable: true,
    default: "CUSTOM",
    values: QUERY_SOURCES,
    business: "Where the query comes from.",
    technical: "Documentation only; not sent to the service.",
  },
  {
    name: "source_artifact_name",
    type: "STRING",
    nullable: true,
    business: "The function, metric view or monitor that the query is built on.",
    technical: "Documentation only; not sent to the service.",
  },
] as const satisfies readonly ColumnSpec[];

/** When the alert fires. */
export const CONDITION_COLUMNS = [
  {
    name: "threshold_column",
    type: "STRING",
    nullable: false,
    label: true,
    business: "Which figure of the query's result is watched.",
    technical: "Column of the result; evaluation.source.name.",
  },
  {
    name: "threshold_operator",
    type: "STRING",
    nullable: false,
    values: THRESHOLD_OPERATORS,
    check: true,
    anyCase: true,
    ownRule: true,
    business: "How the figure is compared with the threshold.",
    technical:
      "evaluation.comparison_operator; == is =, <> is !=; IS NULL and IS NOT NULL need no threshold.",
  },
  {
    name: "threshold_value_type",
    type: "STRING",
    nullable: false,
    values: THRESHOLD_VALUE_TYPES,
    check: true,
    anyCase: true,
    business: "Whether the threshold is a number, a text or a truth value.",
    technical: "Says which of the threshold_value_ columns is read.",
  },
  {
    name: "threshold_value_double",
    type: "DOUBLE",
    nullable: true,
    business: "The threshold when it is a number.",
    technical: "evaluation.threshold.value.double_value; required for DOUBLE.",
  },
  {
    name: "threshold_value_string",
    type: "STRING",
    nullable: true,
    business: "The threshold when it is a text.",
    technical: "evaluation.threshold.value.string_value; required for STRING.",
  },
  {
    name: "threshold_value_bool",
    type: "BOOLEAN",
    nullable: true,
    business: "The threshold when it is a truth value.",
    technical: "evaluation.threshold.value.bool_value; required for BOOLEAN.",
  },
  {
    name: "empty_result_state",
    type: "STRING",
    nullable: false,
    default: "OK",
    values: EMPTY_RESULT_STATES,
    check: true,
    business: "What it means when the query finds nothing.",
    technical: "evaluation.empty_result_state.",
  },
  {
    name: "aggregation_type",
    type: "STRING",
    nullable: true,
    default: "NONE",
    values: AGGREGATION_TYPES,
    ownRule: true,
    business: "How several rows of the result become one figure.",
    technical: "evaluation.source.aggregation; NONE takes the first row's value.",
  },
] as const satisfies readonly ColumnSpec[];

/** When the alert runs. */
export const SCHEDULE_COLUMNS = [
  {
    name: "schedule_cron",
    type: "STRING",
    nullable: false,
    default: "0 */5 * * * ?",
    business: "How often the alert is evaluated.",
    technical: "Quartz cron of 6 or 7 fields, seconds first; schedule.quartz_cron_schedule.",
  },
  {
    name: "schedule_timezone",
    type: "STRING",
    nullable: false,
    default: "America/Los_Angeles",
    business: "Whose clock the schedule follows.",
    technical: "IANA time zone; schedule.timezone_id.",
  },
  {
    name: "pause_status",
    type: "STRING",
    nullable: false,
    default: "UNPAUSED",
    values: PAUSE_STATUSES,
    check: true,
    business: "Whether a deployed alert is running or resting.",
    technical: "schedule.pause_status.",
  },
  {
    name: "is_enabled",
    type: "BOOLEAN",
    nullable: false,
    default: true,
    nullMeans: false,
    business: "Whether the alert is wanted at all.",
    technical: "FALSE or NULL pauses a deployed alert, or removes it with the setting deleteDisabled.",
  },
] as const satisfies readonly ColumnSpec[];

/** Who hears about it, and in which words. */
export const NOTIFICATION_COLUMNS = [
  {
    name: "notification_channels",
    type: "ARRAY<STRING>",
    nullable: false,
    business: "Who is told when the alert fires.",
    technical:
      "E-mail addresses or notification_destinations.destination_id; evaluation.notification.subscriptions.",
  },
  {
    name: "notify_on_ok",
    type: "BOOLEAN",
    nullable: false,
    default: false,
    business: "Whether people are also told when all is well again.",
    technical: "evaluation.notification.notify_on_ok.",
  },
  {
    name: "retrigger_seconds",
    type: "INT",
    nullable: true,
    business: "How soon people are reminded while the alert keeps firing.",
    technical:
      "Seconds; 0 or NULL notifies once until it is OK again; evaluation.notification.retrigger_seconds.",
  },
  {
    name: "use_custom_template",
    type: "BOOLEAN",
    nullable: false,
    default: false,
    business: "Whether the message is worded by this row.",
    technical: "FALSE ignores both custom templates.",
  },
  {
    name: "custom_subject_template",
    type: "STRING",
    nullable: true,
    maxLength: 1_000,
    business: "Subject of the message.",
    technical: "Mustache, becomes custom_summary; row values are inserted as they are.",
  },
  {
    name: "custom_body_template",
    type: "STRING",
    nullable: true,
    maxLength: 100_000,
    business: "Text of the message.",
    technical: "Mustache and HTML, becomes custom_description; row values are escaped for HTML.",
  },
] as const satisfies readonly ColumnSpec[];
