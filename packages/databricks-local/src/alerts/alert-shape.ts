import { z } from "zod";
import { faultOfQuartzCron, isTimeZone } from "./quartz-cron";

const AGGREGATIONS = ["AVG", "COUNT", "COUNT_DISTINCT", "MAX", "MEDIAN", "MIN", "STDDEV", "SUM"] as const;
/** The service's own word for none; it stands in the payloads of webhooks. */
const UNSPECIFIED = "AGGREGATION_UNSPECIFIED";
export type Aggregation = (typeof AGGREGATIONS)[number];
const COMPARISON_OPERATORS = [
  "EQUAL",
  "GREATER_THAN",
  "GREATER_THAN_OR_EQUAL",
  "IS_NOT_NULL",
  "IS_NULL",
  "LESS_THAN",
  "LESS_THAN_OR_EQUAL",
  "NOT_EQUAL",
] as const;
export const EVALUATION_STATES = ["ERROR", "OK", "TRIGGERED", "UNKNOWN"] as const;
const LIFECYCLE_STATES = ["ACTIVE", "DELETED"] as const;
const PAUSE_STATUSES = ["PAUSED", "UNPAUSED"] as const;
const TEMPLATE_FORMATS = ["HTML", "MARKDOWN"] as const;

const text = z.string();
const filledText = text.min(1, "must not be empty");

function exactlyOne(...names: readonly string[]) {
  return z.refine<object>((value) => names.filter((name) => name in value).length === 1, {
    error: `exactly one of ${names.join(", ")} must be set`,
  });
}

const column = z.looseObject({
  name: filledText,
  aggregation: z.enum([...AGGREGATIONS, UNSPECIFIED]).optional(),
  display: text.optional(),
});

const threshold = z
  .looseObject({
    value: z
      .looseObject({
        bool_value: z.boolean().optional(),
        double_value: z.number().optional(),
        string_value: text.optional(),
      })
      .check(exactlyOne("bool_value", "double_value", "string_value"))
      .optional(),
    column: column.optional(),
  })
  .check(exactlyOne("value", "column"));

export const subscription = z
  .looseObject({
    user_email: z.email({ error: ({ input }) => `'${String(input)}' is not an e-mail address` }).optional(),
    destination_id: filledText.optional(),
  })
  .check(exactlyOne("user_email", "destination_id"));

const notification = z.looseObject({
  subscriptions: z.array(subscription).optional(),
  notify_on_ok: z.boolean().optional(),
  retrigger_seconds: z.int().min(0, "must be at least 0").optional(),
});

const evaluation = z
  .looseObject({
    source: column,
    comparison_operator: z.enum(COMPARISON_OPERATORS),
    threshold: threshold.optional(),
    empty_result_state: z.enum(EVALUATION_STATES).optional(),
    notification: notification.optional(),
    // Set by the service:
    state: z.enum(EVALUATION_STATES).optional(),
    last_evaluated_at: text.optional(),
  })
  .refine(
    ({ comparison_operator, threshold: limit }) =>
      (limit === undefined) === ["IS_NULL", "IS_NOT_NULL"].includes(comparison_operator),
    { path: ["threshold"], error: "must be set, except for IS_NULL and IS_NOT_NULL, which have none" },
  );

const schedule = z.looseObject({
  quartz_cron_schedule: text.superRefine((cron, context) => {
    const fault = faultOfQuartzCron(cron);
    if (fault !== undefined) context.addIssue(`'${cron}' is not a Quartz cron expression: ${fault}`);
  }),
  timezone_id: text.refine(isTimeZone, { error: ({ input }) => `'${String(input)}' is not a time zone id` }),
  pause_status: z.enum(PAUSE_STATUSES).optional(),
});

const identity = z
  .looseObject({ user_name: filledText.optional(), service_principal_name: filledText.optional() })
  .check(exactlyOne("user_name", "service_principal_name"));

/**
 * An Alerts v2 alert as the API writes it. Fields that are not named here are kept as they come: the service gains
 * fields faster than its documents.
 *
 * @see https://docs.databricks.com/api/workspace/alertsv2
 */
export const alertShape = z.looseObject({
  display_name: text.refine((name) => name.trim() !== "", "Missing or empty alert name"),
  query_text: filledText,
  warehouse_id: filledText,
  evaluation,
  schedule,
  custom_summary: text.optional(),
  custom_description: text.optional(),
  custom_template_format: z.enum(TEMPLATE_FORMATS).optional(),
  parameters: z
    .array(z.looseObject({ name: filledText, type: text.optional(), value: text.optional() }))
    .optional(),
  parent_path: text.regex(/^\//, "must be an absolute path").optional(),
  run_as: identity.optional(),
  run_as_user_name: text.optional(),
  // Set by the service:
  id: text.optional(),
  create_time: text.optional(),
  update_time: text.optional(),
  owner_user_name: text.optional(),
  effective_run_as: identity.optional(),
  lifecycle_state: z.enum(LIFECYCLE_STATES).optional(),
});
export type AlertColumn = z.infer<typeof column>;

export function aggregationOf({ aggregation }: AlertColumn): Aggregation | undefined {
  return aggregation === UNSPECIFIED ? undefined : aggregation;
}

export type AlertBody = z.infer<typeof alertShape>;
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];
export type EvaluationState = (typeof EVALUATION_STATES)[number];

/** The alert with every documented default spelled out. */
export function withDefaults(alert: AlertBody): AlertBody {
  const { evaluation, schedule } = alert;
  return {
    custom_template_format: "HTML",
    ...alert,
    evaluation: {
      empty_result_state: "ERROR",
      ...evaluation,
      source: { aggregation: "AGGREGATION_UNSPECIFIED", ...evaluation.source },
      notification: { notify_on_ok: false, retrigger_seconds: 0, ...evaluation.notification },
    },
    schedule: { pause_status: "UNPAUSED", ...schedule },
  };
}

/**
 * The alert in a form of the service's own that means the same: subscriptions in another order, white space at the ends
 * of the query cut off, line ends of one kind, and whom it runs as when nobody is named. Which of these the service does
 * is not documented: clients must bear all.
 */
export function normalised(alert: AlertBody, runAs: AlertBody["run_as"]): AlertBody {
  const { notification } = alert.evaluation;
  const subscriptions = notification?.subscriptions;
  return {
    run_as: runAs,
    ...alert,
    query_text: unixLines(alert.query_text).trim(),
    ...(alert.custom_summary !== undefined && { custom_summary: unixLines(alert.custom_summary) }),
    ...(alert.custom_description !== undefined && {
      custom_description: unixLines(alert.custom_description),
    }),
    evaluation: {
      ...alert.evaluation,
      ...(subscriptions && {
        notification: { ...notification, subscriptions: [...subscriptions].sort(byText) },
      }),
    },
  };
}

function unixLines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

function byText(left: unknown, right: unknown): number {
  return JSON.stringify(left) < JSON.stringify(right) ? 1 : -1;
}
