import * as pulumi from "@pulumi/pulumi";
import { providerText } from "./provider-text";

export interface SeedRowsArgs {
  readonly catalog: pulumi.Input<string>;
  readonly schema: pulumi.Input<string>;
  /** Keys of the rows, of whatever table. */
  readonly keys: pulumi.Input<string[]>;
  /** The program found no table of alerts: what it remembers of seeds is gone with it. */
  readonly isMissing: pulumi.Input<boolean>;
}

/** Rows that the tables are given once: never over a person's edit, and never again after a person deleted them. */
export class SeedRows extends pulumi.CustomResource {
  constructor(name: string, args: SeedRowsArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:SeedRows",
      name,
      { ...args, __provider: providerText("seed-rows") },
      options,
    );
  }
}
