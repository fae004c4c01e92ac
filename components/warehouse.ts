import assert from "node:assert/strict";
import { SqlEndpoint } from "@pulumi/databricks/sqlEndpoint";
import * as pulumi from "@pulumi/pulumi";
import { shortHash } from "../alerting/fields/alert-field";
import type { WorkspaceConnection } from "../databricks/open-connection";
import { findWarehouse, readWarehouse, type Warehouse, warehouseNamed } from "../databricks/warehouses";
import type { Settings } from "../settings/settings";
import { knownValue, refuseFailed, withoutEdges } from "./order";
import type { StackSettings } from "./stack-settings";

type Tags = Readonly<Record<string, string>>;

/** Tag of what a stack made and the workspace cannot tell apart by its name, whose value names the stack. */
export const OWNER_TAG = "managed_by";

/** `databricks-alerts/prod`. */
export function ownerOfThisStack(): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}`;
}

/** Tag that tells two people's stacks of one name apart: where the tables and alerts are. */
export const PLACE_TAG = "alerts_place";

/** A hash: names of folders and catalogs have characters, and lengths, that no tag may have. */
export function placeOfAlerts({
  catalog,
  goldSchema,
  parentPath,
}: Pick<Settings, "catalog" | "goldSchema" | "parentPath">): string {
  const place = JSON.stringify([catalog, goldSchema, parentPath]);
  return shortHash(place, 12);
}

export function isOfThisStack(tags: Tags): boolean {
  return tags[OWNER_TAG] === ownerOfThisStack();
}

/** The SQL warehouse that reads the tables and runs the alerts. */
export interface StackWarehouse {
  readonly id: pulumi.Output<string>;
  /** The stack's own, where this run was given another one. */
  readonly ownId: pulumi.Output<string>;
  /** As the workspace has it; left out at the preview of a run that will make it. */
  readonly live?: Warehouse;
  /** What is to outlive everything that a `destroy` needs the warehouse for. */
  readonly resources: readonly pulumi.Resource[];
}

/** The stack's own warehouse, declared in any case, or another one that this run was given. */
export async function stackWarehouse(
  { settings, own }: StackSettings,
  workspace: WorkspaceConnection,
): Promise<StackWarehouse> {
  const made = await ownWarehouse(own, workspace);
  if (settings.warehouseId === own.warehouseId) return { ...made, ownId: made.id };

  const live = await findWarehouse(workspace.rest, { id: settings.warehouseId });
  return { ...made, id: pulumi.output(live.id), ownId: made.id, live };
}

/**
 * An existing warehouse, or one that this stack makes. Rows can only be read once it is there: an `up` waits here until
 * it is, and goes on with the rows of tables that may have been there before.
 */
async function ownWarehouse(
  settings: Settings,
  { rest }: WorkspaceConnection,
): Promise<Omit<StackWarehouse, "ownId">> {
  const { warehouseId: id, warehouseName: name = "" } = settings;
  if (!settings.createWarehouse) {
    const live = await findWarehouse(rest, { id, name: settings.warehouseName });
    return { id: pulumi.output(live.id), live, resources: [] };
  }
  const found = await warehouseNamed(rest, name);
  const resource = declareWarehouse(settings, found);
  await refuseFailed([resource], `The SQL warehouse "${name}"`);
  const made = { id: withoutEdges(resource.id), resources: [resource] };
  if (found !== undefined || pulumi.runtime.isDryRun()) return { ...made, ...(found && { live: found }) };

  const newId = await knownValue(resource.id);
  assert.ok(newId !== undefined, "a warehouse that was made has an id");
  return { ...made, live: await readWarehouse(rest, newId) };
}

/**
 * One that is there is taken into the state by its id: its own after the state was lost, and somebody else's of that
 * name, too. That one is used as it is, and left behind by `destroy`.
 */
function declareWarehouse(settings: Settings, found: Warehouse | undefined): SqlEndpoint {
  const tags = found?.tags.custom_tags.map(({ key, value }) => [key, value] as const) ?? [];
  const isOthers = found !== undefined && !isOfThisStack(Object.fromEntries(tags));
  return new SqlEndpoint(
    "warehouse",
    {
      name: settings.warehouseName ?? "",
      clusterSize: settings.warehouseSize,
      autoStopMins: settings.warehouseAutoStopMinutes,
      enableServerlessCompute: settings.warehouseServerless,
      // A classic one could not be made serverless later.
      warehouseType: "PRO",
      maxNumClusters: 1,
      tags: { customTags: [{ key: OWNER_TAG, value: ownerOfThisStack() }] },
    },
    {
      ...(found && { import: found.id }),
      ...(isOthers && {
        ignoreChanges: [
          "clusterSize",
          "autoStopMins",
          "enableServerlessCompute",
          "warehouseType",
          "maxNumClusters",
          "tags",
        ],
        retainOnDelete: true,
      }),
    },
  );
}
