import * as pulumi from "@pulumi/pulumi";
import type { DeclaredStatus } from "../providers/sync-status";
import { type ArgsOf, providerText } from "./dynamic-resource";

/**
 * Writes into the rows what became of their alerts. It is declared when that is known of all of them, and depends on none:
 * see `order.ts`.
 */
export class SyncStatus extends pulumi.CustomResource {
  /** What the last run that changed something did: run id, start, how many alerts it created and updated, how many rows it removed, what failed. */
  declare readonly lastSync: pulumi.Output<Readonly<Record<string, string | number>> | undefined>;

  constructor(name: string, args: ArgsOf<DeclaredStatus>, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:SyncStatus",
      name,
      { ...args, lastSync: undefined, __provider: providerText("sync-status") },
      options,
    );
  }
}
