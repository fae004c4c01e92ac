import type { DESTINATION_TYPES } from "../tables/allowed-values";

/** How `config_json` says what a destination of one kind is made of. */
export interface DestinationKind {
  /** What the service calls it. */
  readonly type: string;
  /** Argument of `databricks.NotificationDestination` → its key in `config_json`, which names a secret. */
  readonly secrets: Readonly<Record<string, `${string}_secret`>>;
  /** Keys whose value stands in the row itself, as it is. */
  readonly plain: readonly string[];
  /** Keys that must be there. */
  readonly required: readonly string[];
  /** What to write, for messages. */
  readonly example: string;
}

/** @see https://docs.databricks.com/api/workspace/notificationdestinations/create */
export const DESTINATION_KINDS: Readonly<Record<(typeof DESTINATION_TYPES)[number], DestinationKind>> = {
  EMAIL: {
    type: "EMAIL",
    secrets: {},
    plain: ["addresses"],
    required: ["addresses"],
    example: '{"manage": true, "addresses": ["oncall@example.com"]}',
  },
  SLACK: {
    type: "SLACK",
    secrets: { url: "url_secret" },
    plain: [],
    required: ["url_secret"],
    example: '{"manage": true, "url_secret": "slackFinopsUrl"}',
  },
  WEBHOOK: {
    type: "WEBHOOK",
    secrets: { url: "url_secret", password: "password_secret" },
    plain: ["username"],
    required: ["url_secret"],
    example:
      '{"manage": true, "url_secret": "pagerUrl", "username": "pager", "password_secret": "pagerPassword"}',
  },
  TEAMS: {
    type: "MICROSOFT_TEAMS",
    secrets: { url: "url_secret" },
    plain: [],
    required: ["url_secret"],
    example: '{"manage": true, "url_secret": "teamsOpsUrl"}',
  },
  PAGERDUTY: {
    type: "PAGERDUTY",
    secrets: { integrationKey: "integration_key_secret" },
    plain: [],
    required: ["integration_key_secret"],
    example: '{"manage": true, "integration_key_secret": "pagerDutyKey"}',
  },
};
