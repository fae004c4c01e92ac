import type { RemoteAlert } from "../databricks/alerts-api";
import type { ManagedField } from "../alerting/definition-fields";
import { ApiError } from "../databricks/api-error";
import type { AlertInputs } from "./alert-state";
import type { Workspace } from "./workspace";

export function isNameTaken(error: unknown): boolean {
  return error instanceof ApiError && error.errorCode === "RESOURCE_ALREADY_EXISTS";
}

/**
 * Updates an alert whose new name another row's alert still has, in a workspace that refuses equal names: the other one
 * gets its own new name first. Where rows swap names, the alert steps aside for as long as that takes.
 * Throws `taken` where the name will not become free in this run.
 */
export function updateToMovedName(
  id: string,
  inputs: AlertInputs,
  fields: readonly ManagedField[],
  taken: unknown,
  workspace: Workspace,
): Promise<RemoteAlert> {
  return oneAtATime(workspace, async () => {
    const active = await workspace.listing.fresh();
    const own = active.find((alert) => alert.id === id);
    const holders = holdersOf(inputs, active, own, workspace.plannedNames);
    if (own === undefined || holders === undefined) {
      throw taken;
    }
    const isSwap = holders.some(
      (holder) => workspace.plannedNames.get(holder.id) === own.definition.displayName,
    );
    if (!isSwap) {
      await giveNames(holders, workspace);
      return workspace.alerts.update(id, inputs, fields);
    }
    await rename(own, `${inputs.displayName} (${id})`, workspace);
    try {
      await giveNames(holders, workspace);
      return await workspace.alerts.update(id, inputs, fields);
    } catch (error) {
      // One of both is free.
      const back = rename(own, own.definition.displayName, workspace);
      await back.catch(() => rename(own, inputs.displayName, workspace)).catch(() => undefined);
      throw error;
    }
  });
}

/** Whether a name that other rows' alerts still had is free now, since they got their own new ones. */
export function freeMovedName(inputs: AlertInputs, workspace: Workspace): Promise<boolean> {
  return oneAtATime(workspace, async () => {
    const active = await workspace.listing.fresh();
    const holders = holdersOf(inputs, active, undefined, workspace.plannedNames);
    await giveNames(holders ?? [], workspace);
    return holders !== undefined;
  });
}

/**
 * The alert that has the wanted name, before it the one that has the name which that one is to get, and so on, up to a
 * name that is free or that `own` gives up. `undefined` where one of them is to keep its name, or nobody's.
 */
function holdersOf(
  { displayName, parentPath }: AlertInputs,
  active: readonly RemoteAlert[],
  own: RemoteAlert | undefined,
  plannedNames: ReadonlyMap<string, string>,
): readonly RemoteAlert[] | undefined {
  const holders: RemoteAlert[] = [];
  for (let wanted: string | undefined = displayName; ;) {
    const holder = active.find(
      ({ definition }) => definition.displayName === wanted && definition.parentPath === parentPath,
    );
    if (holder === undefined || holder.id === own?.id) {
      return holders;
    }
    wanted = plannedNames.get(holder.id);
    if (wanted === undefined || wanted === holder.definition.displayName || holders.includes(holder)) {
      return undefined;
    }
    holders.unshift(holder);
  }
}

async function giveNames(holders: readonly RemoteAlert[], workspace: Workspace): Promise<void> {
  for (const holder of holders) {
    await rename(holder, workspace.plannedNames.get(holder.id) ?? holder.definition.displayName, workspace);
  }
}

function rename(
  { id, definition }: RemoteAlert,
  displayName: string,
  { alerts }: Workspace,
): Promise<RemoteAlert> {
  return alerts.update(id, { ...definition, displayName }, ["displayName"]);
}

async function oneAtATime<Result>(workspace: Workspace, work: () => Promise<Result>): Promise<Result> {
  const result = workspace.renaming.then(work);
  workspace.renaming = result.catch(() => undefined);
  return result;
}
