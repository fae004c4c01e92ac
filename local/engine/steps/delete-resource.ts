import { EngineError } from "../engine-error";
import type { Step } from "../report/events";
import type { ResourceState } from "../state/resource-state";
import { nameOf } from "../urn";
import { knownOf } from "./resource-operation";
import type { RunContext } from "./run-context";

/** `keep`: the resource is about to be made anew; until then its place in the state stays marked. */
export async function deleteResource(
  context: RunContext,
  resource: ResourceState,
  op: "delete" | "delete-replaced",
  { keep }: { keep: boolean } = { keep: false },
): Promise<void> {
  const { urn, type, id = "" } = resource;
  const step: Step = { op, urn, old: resource, differences: [], replaceKeys: [] };
  const change = keep
    ? { put: [{ ...resource, pendingReplacement: true }], end: urn }
    : { remove: [resource], end: urn };
  await context.operations.perform(step, async () => {
    if (!context.dryRun && resource.custom && !resource.pendingReplacement) {
      const provider = await context.providers.for(type);
      await context.store.begin(resource, "deleting");
      try {
        await provider.delete({ urn, type, name: nameOf(urn) }, id, knownOf(resource));
      } catch (error) {
        if (!(error instanceof EngineError)) await context.store.commit({ end: urn });
        throw error;
      }
    }
    await context.store.commit(change);
    return step;
  });
}
