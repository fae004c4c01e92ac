import * as pulumi from "@pulumi/pulumi";
import type { DeclaredTable } from "../providers/config-table";
import { type ArgsOf, providerText } from "./dynamic-resource";

/**
 * A config table. Made if it does not exist; what is missing is added; nothing is ever replaced, and it is dropped only
 * where an earlier up said `deleteTables`.
 * (`databricks.SqlTable` would send CREATE OR REPLACE TABLE, and drop columns that it does not know.)
 */
export class ConfigTable extends pulumi.CustomResource {
  constructor(name: string, args: ArgsOf<DeclaredTable>, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:ConfigTable",
      name,
      { ...args, __provider: providerText("config-table") },
      options,
    );
  }
}
