import * as pulumi from "@pulumi/pulumi";
import type { DeclaredGuard } from "../providers/deletion-guard";
import { type ArgsOf, providerText } from "./dynamic-resource";

/** Refuses a run that would delete many alerts at once; all alerts depend on it. */
export class DeletionGuard extends pulumi.CustomResource {
  /** Rows that the last run declared and this one does not → when that was noticed, maybe in an earlier run; "" at a preview. */
  declare readonly removed: pulumi.Output<Readonly<Record<string, string>>>;

  constructor(name: string, args: ArgsOf<DeclaredGuard>, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:DeletionGuard",
      name,
      { ...args, removed: undefined, __provider: providerText("deletion-guard") },
      options,
    );
  }
}
