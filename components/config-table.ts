import * as pulumi from "@pulumi/pulumi";
import { providerText } from "./provider-text";

export interface ConfigTableArgs {
  readonly catalog: pulumi.Input<string>;
  readonly schema: pulumi.Input<string>;
  /** One of the config tables, for example `alert_configurations`. */
  readonly table: pulumi.Input<string>;
  /** Of the columns, constraints and properties that the table should have. */
  readonly specHash: pulumi.Input<string>;
  /** Whether deleting the resource drops the table. @default false */
  readonly deleteTables: pulumi.Input<boolean>;
  /** The program looked for the table and there was none: it is made anew, whatever the state says. */
  readonly isMissing: pulumi.Input<boolean>;
}

/**
 * A config table. Made if it does not exist; what is missing is added; nothing is ever dropped or replaced.
 * (`databricks.SqlTable` would send CREATE OR REPLACE TABLE, and drop columns that it does not know.)
 */
export class ConfigTable extends pulumi.CustomResource {
  constructor(name: string, args: ConfigTableArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:ConfigTable",
      name,
      { ...args, __provider: providerText("config-table") },
      options,
    );
  }
}
