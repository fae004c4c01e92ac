import { Permissions } from "@pulumi/databricks/permissions";
import * as pulumi from "@pulumi/pulumi";
import { kindOfPrincipal, type Permission } from "../settings/principals";
import type { Settings } from "../settings/settings";
import type { Alert } from "./alert";
import { unmade, withoutEdges } from "./order";

interface AlertPermissionsArgs {
  readonly permissions: readonly Permission[];
  /** Row → its alert. */
  readonly alerts: ReadonlyMap<string, Alert>;
}

export function declareAlertPermissions(args: AlertPermissionsArgs): void {
  if (args.permissions.length > 0) new AlertPermissions("alert-permissions", args);
}

/** Who may do what with each alert, as the settings say; whoever deploys can manage all of them. */
class AlertPermissions extends pulumi.ComponentResource {
  constructor(name: string, args: AlertPermissionsArgs, options?: pulumi.ComponentResourceOptions) {
    super("databricks-alerts:index:AlertPermissions", name, {}, options);
    const accessControls = accessControlsOf(args.permissions);
    for (const [row, alert] of args.alerts) {
      new Permissions(
        row,
        { alertV2Id: withoutEdges(alert.id), accessControls },
        { parent: this, dependsOn: unmade([alert]) },
      );
    }
    this.registerOutputs({ alerts: args.alerts.size });
  }
}

/** Who may do what with the folder: these, and whom a folder above it lets, and nobody else. */
export function declareFolderPermissions(
  { folderPermissions, parentPath: directoryPath }: Settings,
  dependsOn: pulumi.Resource[],
): pulumi.CustomResource[] {
  if (folderPermissions.length === 0) return [];
  const accessControls = accessControlsOf(folderPermissions);
  return [new Permissions("folder-permissions", { directoryPath, accessControls }, { dependsOn })];
}

function accessControlsOf(permissions: readonly Permission[]) {
  return permissions.map(({ principal, level }) => ({
    ...principalArgument(principal),
    permissionLevel: level,
  }));
}

function principalArgument(principal: string) {
  const kind = kindOfPrincipal(principal);
  return kind === "user"
    ? { userName: principal }
    : kind === "servicePrincipal"
      ? { servicePrincipalName: principal }
      : { groupName: principal };
}
