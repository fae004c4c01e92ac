import * as pulumi from "@pulumi/pulumi";
import { providerText } from "./provider-text";

export interface SyncStatusArgs {
  /** Row → when its alert was last written. */
  readonly synced: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Rows whose status is out of date though their alert may be unchanged. */
  readonly stale: pulumi.Input<pulumi.Input<StaleStatus>[]>;
}

/** An alert that is as its row says, though the row does not know it. */
export interface StaleStatus {
  readonly alertId: pulumi.Input<string>;
  /** When the row's status was last written, as the row has it; empty: never. */
  readonly writtenAt: pulumi.Input<string>;
  readonly databricksAlertId: pulumi.Input<string>;
  readonly displayName: pulumi.Input<string>;
  readonly hash: pulumi.Input<string>;
  readonly status: pulumi.Input<"UNCHANGED">;
}

/** Writes into the rows what became of their alerts; depends on all alerts. */
export class SyncStatus extends pulumi.CustomResource {
  constructor(name: string, args: SyncStatusArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:SyncStatus",
      name,
      { ...args, __provider: providerText("sync-status") },
      options,
    );
  }
}
