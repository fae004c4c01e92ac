import { DESTINATION_TYPES, TEST_STATUSES } from "./allowed-values";
import type { ConfigTableSpec, RowOf } from "./column-spec";
import { AUTHORSHIP_COLUMNS } from "./kept-columns";

/** Where messages can go, by the names that alert rows use. */
export const NOTIFICATION_DESTINATIONS = {
  name: "notification_destinations",
  comment: "Notification destinations: the channels that alert rows name.",
  entityType: "configuration",
  primaryKey: "destination_id",
  columns: [
    {
      name: "destination_id",
      type: "STRING",
      nullable: false,
      label: true,
      business: "Short name of the channel, for example finops_slack.",
      technical: "Primary key; an element of alert_configurations.notification_channels.",
    },
    {
      name: "destination_name",
      type: "STRING",
      nullable: false,
      business: "What people call the channel.",
      technical: "Documentation only.",
    },
    {
      name: "destination_type",
      type: "STRING",
      nullable: false,
      values: DESTINATION_TYPES,
      check: true,
      anyCase: true,
      business: "By which means the message travels.",
      technical: "Kind of the destination in the workspace.",
    },
    {
      name: "databricks_destination_id",
      type: "STRING",
      nullable: true,
      business: "The destination in the workspace that stands for the channel.",
      technical: "Id of the notification destination; without it the channel adds no subscriber.",
    },
    {
      name: "config_json",
      type: "STRING",
      nullable: true,
      business: "How the destination is set up.",
      technical: "JSON; never a secret, a reference to one.",
    },
    {
      name: "owner",
      type: "STRING",
      nullable: false,
      business: "Who answers for the channel.",
      technical: "Documentation only.",
    },
    {
      name: "is_enabled",
      type: "BOOLEAN",
      nullable: false,
      default: true,
      nullMeans: false,
      business: "Whether the channel may be used.",
      technical: "FALSE or NULL: an alert row that names the channel is refused.",
    },
    ...AUTHORSHIP_COLUMNS,
    {
      name: "tags",
      type: "MAP<STRING,STRING>",
      nullable: true,
      business: "Free labels for finding and grouping channels.",
      technical: "Documentation only.",
    },
    {
      name: "last_tested_at",
      type: "TIMESTAMP",
      nullable: true,
      ours: true,
      business: "When a test message was last sent to the channel.",
      technical: "Written by npm run notify.",
    },
    {
      name: "last_test_status",
      type: "STRING",
      nullable: true,
      ours: true,
      values: TEST_STATUSES,
      business: "What became of that test message.",
      technical: "Written by npm run notify; SENT where the service has not said whether it arrived.",
    },
  ],
} as const satisfies ConfigTableSpec;

export type DestinationRow = RowOf<typeof NOTIFICATION_DESTINATIONS>;
