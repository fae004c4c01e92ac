import { Permissions } from "@pulumi/databricks/permissions";
import * as pulumi from "@pulumi/pulumi";
import { ApiError } from "../databricks/api-error";
import type { Identity } from "../databricks/directory";
import type { RestClient } from "../databricks/rest-client";
import { kindOfPrincipal, type Permission } from "../settings/principals";
import type { Settings } from "../settings/settings";
import type { Alert } from "./alert";
import { unmade, withoutEdges } from "./order";

/** Sentences, each with what to do. */
export interface Surroundings {
  /** For these the `up` must fail. */
  readonly faults: readonly string[];
  /** For these it may. */
  readonly warnings: readonly string[];
}

/** What the checks of the surroundings ask with. */
export interface Check {
  readonly settings: Settings;
  readonly rest: RestClient;
  /** Asked once. */
  readonly identity: () => Promise<Identity>;
}

export const NO_FAULTS: Surroundings = { faults: [], warnings: [] };

export function fault(sentence: string): Surroundings {
  return { faults: [sentence], warnings: [] };
}

/** Nothing for whoever may not ask. Any other failure stops the run. */
export async function unlessRefused<Answer>(question: Promise<Answer>): Promise<Answer | undefined> {
  return question.catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 403) return undefined;
    throw error;
  });
}

/**
 * Nothing for whoever may not ask, or not see it; any other refusal of the service is a warning and does not stop the run: what is
 * asked here is only to know a failure before it happens.
 */
export async function whereAnswered<Answer>(
  what: string,
  question: Promise<Answer>,
  report: (answer: Answer) => Surroundings | Promise<Surroundings>,
): Promise<Surroundings> {
  const refused = await question.then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      return error;
    },
  );
  if (refused === undefined) return report(await question);
  return refused.status === 403 || refused.status === 404
    ? NO_FAULTS
    : { faults: [], warnings: [`${what} could not be asked: ${refused.message}`] };
}

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
