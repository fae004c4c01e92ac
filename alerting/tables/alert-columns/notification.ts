import type { ColumnSpec } from "../column-spec";

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
