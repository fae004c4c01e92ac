import { Bail } from "../engine-error";
import { dependenciesOf, grouped, type ResourceState } from "../state/resource-state";
import { deleteResource } from "./delete-resource";
import { StepFailed } from "./operations";
import { isProvider } from "./package-provider";
import type { RunContext } from "./run-context";

/**
 * Deletes resources, each one as soon as everything that depends on it is gone. What a resource depends on that could
 * not be deleted stays, and so does what `needed` depends on.
 */
export async function deletions(
  context: RunContext,
  condemned: readonly ResourceState[],
  needed: readonly ResourceState[] = [],
): Promise<void> {
  const all = context.store.resources;
  for (const { urn } of condemned) context.condemned.add(urn);
  const kept = new Set<string>();
  const keep = (resource: ResourceState): void => {
    for (const urn of dependenciesOf(resource)) {
      if (kept.has(urn)) continue;
      kept.add(urn);
      all.filter((other) => other.urn === urn).forEach(keep);
    }
  };
  needed.forEach(keep);

  const dependents = dependentsIn(condemned);
  const deletions = new Map<ResourceState, Promise<void>>();
  const deletion = (resource: ResourceState): Promise<void> => {
    const known = deletions.get(resource);
    if (known) return known;
    const started = (async () => {
      await Promise.all((dependents.get(resource) ?? []).map(deletion));
      if (kept.has(resource.urn)) return;
      try {
        await remove(context, resource);
      } catch (error) {
        if (!(error instanceof StepFailed)) throw error;
        keep(resource);
      }
    })();
    deletions.set(resource, started);
    return started;
  };
  const outcomes = await Promise.allSettled(condemned.map(deletion));
  // A halted run has nothing more to say: what failed has been reported.
  if (outcomes.some(({ status }) => status === "rejected")) throw new Bail("deletions were stopped");
}

async function remove(context: RunContext, resource: ResourceState): Promise<void> {
  // A provider's resource, and one that is gone already, have only an entry in the state.
  if (isProvider(resource) || (resource.pendingReplacement && !resource.delete))
    await context.store.commit({ remove: [resource] });
  else await deleteResource(context, resource, { isReplaced: resource.delete ?? false });
}

function dependentsIn(resources: readonly ResourceState[]): ReadonlyMap<ResourceState, ResourceState[]> {
  const byUrn = grouped(resources, ({ urn }) => [urn]);
  return grouped(resources, (resource) => dependenciesOf(resource).flatMap((urn) => byUrn.get(urn) ?? []));
}
