import { Permissions } from "@pulumi/databricks/permissions";
import * as pulumi from "@pulumi/pulumi";
import type { AlertPermission } from "../alerting/principals";
import type { Alert } from "./alert";

const APPLICATION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface AlertPermissionsArgs {
  readonly permissions: readonly AlertPermission[];
  /** Row → its alert. */
  readonly alerts: ReadonlyMap<string, Alert>;
}

export function declareAlertPermissions(args: AlertPermissionsArgs): void {
  if (args.permissions.length > 0) {
    new AlertPermissions("alert-permissions", args);
  }
}

/** Who may do what with each alert, as the settings say; whoever deploys can manage all of them. */
class AlertPermissions extends pulumi.ComponentResource {
  constructor(name: string, args: AlertPermissionsArgs, options?: pulumi.ComponentResourceOptions) {
    super("databricks-alerts:index:AlertPermissions", name, {}, options);
    const accessControls = args.permissions.map(({ principal, level }) => ({
      ...principalArgument(principal),
      permissionLevel: level,
    }));
    for (const [row, { id: alertV2Id }] of args.alerts) {
      new Permissions(row, { alertV2Id, accessControls }, { parent: this });
    }
    this.registerOutputs({ alerts: args.alerts.size });
  }
}

/** A user by e-mail address, a service principal by application id, else a group. */
function principalArgument(principal: string) {
  return principal.includes("@")
    ? { userName: principal }
    : APPLICATION_ID.test(principal)
      ? { servicePrincipalName: principal }
      : { groupName: principal };
}
