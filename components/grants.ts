import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../alerting/settings";
import { tableGrants, type ObjectGrants } from "../alerting/table-grants";
import { providerText } from "./provider-text";

/** What readers and administrators need, where the settings name any. */
export function declareGrants(settings: Settings, dependsOn: pulumi.Resource[]): void {
  const objects = tableGrants(settings);
  if (objects.length > 0) {
    new Grants("grants", { objects }, { dependsOn });
  }
}

interface GrantsArgs {
  readonly objects: pulumi.Input<readonly ObjectGrants[]>;
}

/**
 * Privileges on catalog, schema and tables, added to what others granted; `destroy` takes away what was added.
 * (`databricks.Grants` is authoritative for the object, and `databricks.Grant` for a principal on the object.)
 */
class Grants extends pulumi.CustomResource {
  constructor(name: string, args: GrantsArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:Grants",
      name,
      { ...args, __provider: providerText("grants") },
      options,
    );
  }
}
