import * as pulumi from "@pulumi/pulumi";
import type { DeclaredDefinition } from "../providers/sql-definition";
import { type ArgsOf, providerText } from "./dynamic-resource";

/**
 * A view or a function of ours beside the config tables, which it stands on: `dependsOn` them. Another definition changes it in
 * place; what is no longer declared is dropped, unless the options say `retainOnDelete`.
 */
export class SqlDefinition extends pulumi.CustomResource {
  constructor(name: string, args: ArgsOf<DeclaredDefinition>, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:SqlDefinition",
      name,
      { ...args, __provider: providerText("sql-definition") },
      options,
    );
  }
}
