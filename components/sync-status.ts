import * as pulumi from "@pulumi/pulumi";
import { providerText } from "./provider-text";

export interface SyncStatusArgs {
  /** Rows whose status is out of date though their alert may be unchanged → when it was last written. */
  readonly stale: pulumi.Input<Record<string, string>>;
  /** The program found no table of alerts: what was written into it is gone. */
  readonly isMissing: pulumi.Input<boolean>;
}

/**
 * Writes into the rows what became of their alerts. It is declared when that is known of all of them, and depends on none:
 * see `order.ts`.
 */
export class SyncStatus extends pulumi.CustomResource {
  /** What the last run that changed something did: run id, start, and how many alerts it created, updated, failed. */
  declare readonly lastSync: pulumi.Output<Readonly<Record<string, string | number>> | undefined>;

  constructor(name: string, args: SyncStatusArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:SyncStatus",
      name,
      { ...args, lastSync: undefined, __provider: providerText("sync-status") },
      options,
    );
  }
}
