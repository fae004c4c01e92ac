import { ExpectedError } from "../expected-error";
import type { DiffResult } from "../provider";
import type { ResourceState } from "../state/resource-state";
import { type Difference, differencesAt } from "../values/differences";
import {
  assume,
  knownOf,
  type Managed,
  refOfState,
  refuseInitErrors,
  settled,
  stepFor,
  withLive,
} from "./resource-operation";
import type { RunContext } from "./run-context";

/** `replaced`: what the new resource takes the place of. */
export async function createResource(
  context: RunContext,
  managed: Managed,
  replaced?: ResourceState,
): Promise<ResourceState> {
  const { provider, next } = managed;
  const { urn, inputs = {} } = next;
  const step = stepFor(replaced ? "create-replacement" : "create", replaced, next);
  const outcome = await context.operations.perform(step, async () => {
    if (context.dryRun) return assume(context, step, next);
    await context.store.begin(next, "creating");
    const live = await settled(context, urn, provider.create(refOfState(next), inputs));
    if (live.id === "") {
      await context.store.commit({ end: urn });
      throw new ExpectedError("the provider returned no id from create");
    }
    const now = new Date().toISOString();
    const state = { ...withLive(next, live), created: now, modified: now };
    // A replaced resource that still exists waits in the state for its deletion, which comes after everything else.
    const waiting = replaced && !replaced.pendingReplacement ? [{ ...replaced, delete: true }] : [];
    await context.store.commit({ put: [state, ...waiting], end: urn });
    refuseInitErrors(live);
    return { ...step, new: state };
  });
  return outcome.new ?? next;
}

export async function updateResource(
  context: RunContext,
  managed: Managed,
  old: ResourceState,
  diff: DiffResult,
): Promise<ResourceState> {
  const { provider } = managed;
  const { id = "", urn } = old;
  const next: ResourceState = { ...managed.next, id, ...(old.created && { created: old.created }) };
  const step = { ...stepFor("update", old, next), ...shownDifferences(diff, old, next) };
  const outcome = await context.operations.perform(step, async () => {
    if (context.dryRun) return assume(context, step, next);
    await context.store.begin(next, "updating");
    const updating = provider.update(refOfState(next), id, knownOf(old), next.inputs ?? {});
    const live = await settled(context, urn, updating);
    const state = { ...withLive(next, live), modified: new Date().toISOString() };
    await context.store.commit({ put: [state], end: urn });
    refuseInitErrors(live);
    return { ...step, new: state };
  });
  return outcome.new ?? next;
}

/** pulumi: TranslateDetailedDiff in pkg/engine/detailedDiff.go. */
function shownDifferences(
  { detailed }: DiffResult,
  old: ResourceState,
  next: ResourceState,
): { differences?: Difference[] } {
  if (!detailed) return {};
  return {
    differences: detailed.flatMap(({ path, oldSide }) =>
      differencesAt(path, old[oldSide] ?? {}, next.inputs ?? {}),
    ),
  };
}
