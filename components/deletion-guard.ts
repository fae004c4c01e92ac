import * as pulumi from "@pulumi/pulumi";
import { providerText } from "./provider-text";

export interface DeletionGuardArgs {
  /** Row → `databricks_alert_id` as the row has it, or an empty text: all alerts that this run declares. */
  readonly alerts: pulumi.Input<Record<string, string>>;
  /** Row → the name that its alert should have. */
  readonly names: pulumi.Input<Record<string, string>>;
  /** Disabled row that is not declared → the alert that it names. */
  readonly leaving?: pulumi.Input<Record<string, string>>;
  /** The alerts' folder. */
  readonly parentPath: pulumi.Input<string>;
  /** How many rows are not declared (disabled). */
  readonly skipped: pulumi.Input<number>;
  /** How many alerts one run may delete. `auto`: the larger of 3 and 20 % of all. */
  readonly maxDeletes: pulumi.Input<number | "auto">;
  /** Alerts are left alone where they should be deleted (`deletionPolicy`). */
  readonly keeps?: pulumi.Input<boolean>;
  /** There was no table to read. */
  readonly firstRun: pulumi.Input<boolean>;
  /** There are tables that could not be read: what this run deletes is not known yet. Only at a preview. */
  readonly unread?: pulumi.Input<boolean>;
}

/** Refuses a run that would delete many alerts at once; all alerts depend on it. */
export class DeletionGuard extends pulumi.CustomResource {
  /** Rows that the last run declared and this one does not → when that was noticed, maybe in an earlier run; "" at a preview. */
  declare readonly removed: pulumi.Output<Readonly<Record<string, string>>>;

  constructor(name: string, args: DeletionGuardArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:DeletionGuard",
      name,
      { ...args, removed: undefined, __provider: providerText("deletion-guard") },
      options,
    );
  }
}
