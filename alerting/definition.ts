/**
 * An alert as the Alerts v2 API knows it, in the names of `databricks.AlertV2Args` (camelCase, no nulls).
 *
 * @see https://docs.databricks.com/api/workspace/alertsv2
 */
export interface AlertDefinition {
  /** `[SEVERITY] alert_name`; unique within `parentPath`. */
  readonly displayName: string;
  /** One statement that can stand in a CTE, placeholders filled in, no closing semicolon. */
  readonly queryText: string;
  /** The SQL warehouse that runs the query. */
  readonly warehouseId: string;
  /** Workspace folder without the `/Workspace` prefix, no trailing slash. Cannot change in place: the alert is made anew. */
  readonly parentPath: string;
  /** What is compared with what, and who is told. */
  readonly evaluation: AlertEvaluation;
  /** When it is evaluated. */
  readonly schedule: AlertSchedule;
  /** Notification subject, a mustache template. @default the service's own */
  readonly customSummary?: string;
  /** Notification body, a mustache template. @default the service's own */
  readonly customDescription?: string;
  /** `MARKDOWN`, where the row says so among its `other_fields`. @default HTML */
  readonly customTemplateFormat?: string;
  /** Whose rights the query runs with. @default whoever deploys */
  readonly runAs?: RunAs;
}

export interface AlertEvaluation {
  readonly source: AlertColumn;
  readonly comparisonOperator: ComparisonOperator;
  /** Left out for `IS_NULL` and `IS_NOT_NULL`. */
  readonly threshold?: AlertThreshold;
  /** `UNKNOWN`, where the row says so among its `other_fields`: the service means to do away with it. */
  readonly emptyResultState: EmptyResultState | "UNKNOWN";
  readonly notification: AlertNotification;
}

/** A value, or another column of the result. */
export interface AlertThreshold {
  readonly value?: ThresholdValue;
  readonly column?: LiveColumn;
}

export interface AlertColumn {
  readonly name: string;
  /** Left out: the first row's value. */
  readonly aggregation?: Aggregation;
  /** See `LiveColumn`; only where the row says so among its `other_fields`. */
  readonly display?: string;
}

export interface AlertNotification {
  /** In the row's order, without doubles. */
  readonly subscriptions: readonly Subscription[];
  readonly notifyOnOk: boolean;
  /** Seconds; 0: notify once until the alert is OK again. */
  readonly retriggerSeconds: number;
}

export interface AlertSchedule {
  readonly quartzCronSchedule: string;
  /** IANA time zone, for example `America/Los_Angeles`. */
  readonly timezoneId: string;
  readonly pauseStatus: PauseStatus;
}

export type ThresholdValue =
  { readonly doubleValue: number } | { readonly stringValue: string } | { readonly boolValue: boolean };
export type Subscription = { readonly userEmail: string } | { readonly destinationId: string };
export type RunAs = { readonly userName: string } | { readonly servicePrincipalName: string };

/**
 * An alert as the service has it: somebody may have made or changed it by hand. Where a row chooses among words, it may have any
 * word; and it may have what no row asks for. Every `AlertDefinition` is one.
 */
export interface LiveDefinition extends Omit<AlertDefinition, "evaluation" | "schedule" | "runAs"> {
  readonly evaluation: LiveEvaluation;
  readonly schedule: Omit<AlertSchedule, "pauseStatus"> & { readonly pauseStatus: string };
  readonly runAs?: LiveRunAs;
}

export interface LiveEvaluation {
  readonly source: LiveColumn;
  readonly comparisonOperator: string;
  readonly threshold?: LiveThreshold;
  readonly emptyResultState: string;
  readonly notification: LiveNotification;
}

export interface LiveNotification extends Omit<AlertNotification, "subscriptions"> {
  readonly subscriptions: readonly LiveSubscription[];
}

export interface LiveColumn {
  readonly name: string;
  readonly aggregation?: string;
  /**
   * Another name for the column. The service then looks for that name in the result, and without an aggregation such an
   * alert is always OK.
   */
  readonly display?: string;
}

/** As `AlertThreshold`, whatever somebody made of it. */
export interface LiveThreshold {
  readonly value?: LiveValue;
  readonly column?: LiveColumn;
}

/** One of them. */
export interface LiveValue {
  /** What JSON has no number for stays a text, so that hashes, states and reports keep it. No row can say it. */
  readonly doubleValue?: number | NotFinite;
  readonly stringValue?: string;
  readonly boolValue?: boolean;
}

/**
 * Doubles as the JSON of protobuf writes them.
 *
 * @see https://protobuf.dev/programming-guides/json/
 */
export const NOT_FINITE = ["NaN", "Infinity", "-Infinity"] as const;
export type NotFinite = (typeof NOT_FINITE)[number];

/** One of them, or neither: a kind that is not known here. */
export interface LiveSubscription {
  readonly userEmail?: string;
  readonly destinationId?: string;
}

export interface LiveRunAs {
  readonly userName?: string;
  readonly servicePrincipalName?: string;
}

export const AGGREGATIONS = [
  "AVG",
  "COUNT",
  "COUNT_DISTINCT",
  "MAX",
  "MEDIAN",
  "MIN",
  "STDDEV",
  "SUM",
] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

export const COMPARISON_OPERATORS = [
  "EQUAL",
  "GREATER_THAN",
  "GREATER_THAN_OR_EQUAL",
  "IS_NOT_NULL",
  "IS_NULL",
  "LESS_THAN",
  "LESS_THAN_OR_EQUAL",
  "NOT_EQUAL",
] as const;
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];

export const EMPTY_RESULT_STATES = ["OK", "TRIGGERED", "ERROR"] as const;
export type EmptyResultState = (typeof EMPTY_RESULT_STATES)[number];

export const PAUSE_STATUSES = ["UNPAUSED", "PAUSED"] as const;
export type PauseStatus = (typeof PAUSE_STATUSES)[number];
