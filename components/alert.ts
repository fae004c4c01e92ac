import * as pulumi from "@pulumi/pulumi";
import type { DeclaredAlert } from "../providers/alert-state";
import type { DeclaredKept } from "../providers/kept-alert";
import { type ArgsOf, providerText } from "./dynamic-resource";

/** A Databricks SQL alert (Alerts v2) that stands for one row of `alert_configurations`. Its id is the alert's. */
export class Alert extends pulumi.CustomResource {
  declare readonly alertId: pulumi.Output<string>;
  declare readonly displayName: pulumi.Output<string>;
  /** When this program last wrote the alert, ISO 8601. */
  declare readonly lastSyncedAt: pulumi.Output<string>;

  constructor(
    name: string,
    args: ArgsOf<DeclaredAlert> | ArgsOf<DeclaredKept>,
    options?: pulumi.CustomResourceOptions,
  ) {
    super(
      // Frozen with the first release: another token would cost every user an alias.
      "pulumi-nodejs:dynamic/databricks:AlertV2",
      name,
      { ...args, lastSyncedAt: undefined, __provider: providerText("alert") },
      options,
    );
  }
}
