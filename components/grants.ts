import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../settings/settings";
import { tableGrants } from "../alerting/table-grants";
import type { Doubt } from "../databricks/directory";
import type { DeclaredGrants } from "../providers/grants";
import { type ArgsOf, providerText } from "./dynamic-resource";

/** What readers and administrators need, where the settings name any. */
export function declareGrants(settings: Settings, dependsOn: pulumi.Resource[]): void {
  const objects = tableGrants(settings);
  if (objects.length > 0) {
    const grants = new Grants("grants", { objects }, { dependsOn });
    grants.doubts.apply((doubts) => warnOf(doubts ?? {}, grants));
  }
}

function warnOf(doubts: Readonly<Record<string, Doubt>>, grants: pulumi.Resource): void {
  for (const [principal, doubt] of Object.entries(doubts)) {
    const why =
      doubt === "unknown"
        ? "whom the workspace does not know: if the account does not either"
        : "a group of the workspace alone: if the account has none of that name";
    void pulumi.log.warn(
      `readers or administrators name ${principal}, ${why}, the grants fail ("Could not find principal"). ` +
        "Users are named by e-mail address, service principals by application id, groups by their name in the account.",
      grants,
    );
  }
}

/**
 * Privileges on catalog, schema and tables, added to what others granted; `destroy` takes away what was added.
 * (`databricks.Grants` is authoritative for the object, and `databricks.Grant` for a principal on the object.)
 */
class Grants extends pulumi.CustomResource {
  /** Principals that may not exist → why; none once they were granted something. States of the first release have none. */
  declare readonly doubts: pulumi.Output<Readonly<Record<string, Doubt>> | undefined>;

  constructor(name: string, args: ArgsOf<DeclaredGrants>, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:Grants",
      name,
      { ...args, doubts: undefined, __provider: providerText("grants") },
      options,
    );
  }
}
