import * as pulumi from "@pulumi/pulumi";
import type { AlertEvaluation, AlertSchedule, RunAs } from "../alerting/definition";
import { providerText } from "./provider-text";

/**
 * The arguments of an alert, in the names of `databricks.AlertV2Args`.
 *
 * @see https://docs.databricks.com/api/workspace/alertsv2/createalert
 */
export interface AlertArgs {
  /** The row's `alert_id`. */
  readonly alertId: pulumi.Input<string>;
  /** The alert that the row names: taken over, where the state has none of the row. @default the one of the same name */
  readonly databricksAlertId?: pulumi.Input<string>;
  /** Unique within `parentPath`. */
  readonly displayName: pulumi.Input<string>;
  /** One query: the warehouse is asked whether it is, and another text is refused. */
  readonly queryText: pulumi.Input<string>;
  /** Whether the warehouse has read `queryText` as one query already, in this run. @default it is asked */
  readonly isQueryRead?: pulumi.Input<boolean>;
  /** The SQL warehouse that runs the query. */
  readonly warehouseId: pulumi.Input<string>;
  /** Workspace folder, without `/Workspace`. A change of it makes the alert anew. */
  readonly parentPath: pulumi.Input<string>;
  /** What is compared with what, and who is told. */
  readonly evaluation: pulumi.Input<AlertEvaluation>;
  /** When it is evaluated: a Quartz cron expression and an IANA time zone. */
  readonly schedule: pulumi.Input<AlertSchedule>;
  /** Template of the notification's subject. @default the service's own */
  readonly customSummary?: pulumi.Input<string>;
  /** Template of the notification's body. @default the service's own */
  readonly customDescription?: pulumi.Input<string>;
  /** Whose rights the query runs with. @default whoever deploys */
  readonly runAs?: pulumi.Input<RunAs>;
}

/** A Databricks SQL alert (Alerts v2) that stands for one row of `alert_configurations`. Its id is the alert's. */
export class Alert extends pulumi.CustomResource {
  declare readonly alertId: pulumi.Output<string>;
  declare readonly displayName: pulumi.Output<string>;
  /** When this program last wrote the alert, ISO 8601. */
  declare readonly lastSyncedAt: pulumi.Output<string>;

  constructor(name: string, args: AlertArgs, options?: pulumi.CustomResourceOptions) {
    super(
      // Frozen with the first release: another token would cost every user an alias.
      "pulumi-nodejs:dynamic/databricks:AlertV2",
      name,
      { ...args, lastSyncedAt: undefined, __provider: providerText("alert") },
      options,
    );
  }
}
