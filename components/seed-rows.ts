import * as pulumi from "@pulumi/pulumi";
import type { DeclaredSeeds } from "../providers/seed-rows";
import { type ArgsOf, providerText } from "./dynamic-resource";

/** Rows that the tables are given once: never over a person's edit, and never again after a person deleted them. */
export class SeedRows extends pulumi.CustomResource {
  constructor(name: string, args: ArgsOf<DeclaredSeeds>, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:SeedRows",
      name,
      { ...args, __provider: providerText("seed-rows") },
      options,
    );
  }
}
