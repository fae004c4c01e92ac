import type { DiffResult } from "../provider";
import type { ResourceState } from "../state/resource-state";
import { isEqual } from "../values/differences";
import { answer, checkResource, keepIgnored } from "./check-resource";
import { createResource, updateResource } from "./create-resource";
import { diffResource, isReplacement } from "./diff-resource";
import { type Goal, stateOfGoal } from "./goal";
import { importResource } from "./import-resource";
import { createInPlaceOf, replaceResource } from "./replace-resource";
import { keepResource, type Managed, stepFor } from "./resource-operation";
import type { RunContext } from "./run-context";

const MAKE_ANEW: DiffResult = { changes: "some", replaces: [], changedPaths: [], deleteBeforeReplace: true };

/** Brings one managed resource to its goal: check, diff, then the one operation that is needed. */
export async function customResource(
  context: RunContext,
  goal: Goal,
  known: ResourceState | undefined,
): Promise<ResourceState> {
  const [provider, reference] = await answer(context, goal.urn, () =>
    Promise.all([context.providers.for(goal.type), context.providers.reference(goal.type, goal.version)]),
  );
  const managedWith = (inputs: ResourceState["inputs"] = {}): Managed => ({
    provider,
    next: stateOfGoal(goal, inputs, reference),
  });
  const isImported = isImport(goal, known);
  const old = isImported ? await importResource(context, goal, managedWith(), known) : known;
  const isOwn = old !== undefined && !old.external && !old.pendingReplacement;
  // What is made anew takes nothing over.
  const isAnew = !isOwn || context.targets.replaces(goal.urn) || old.taint === true;
  const olds = isAnew ? {} : (old.inputs ?? {});
  const wanted = isAnew ? goal.inputs : keepIgnored(context, goal, olds);
  const managed = managedWith(await checkResource(context, goal, provider, olds, wanted));
  if (!old) return createResource(context, managed);
  if (old.external) return createInPlaceOf(context, managed, old);
  if (old.pendingReplacement) return replaceResource(context, goal, managed, old, MAKE_ANEW);

  const diff = await answer(context, goal.urn, () => diffResource(context, provider, old, managed.next));
  if (isReplacement(diff)) return replaceResource(context, goal, managed, old, diff);
  // A resource that did not come up is tried again, even if nothing else changed.
  if (diff.changes === "some" || old.initErrors?.length) return updateResource(context, managed, old, diff);
  return isImported ? old : keepResource(context, old, managed.next);
}

/** The goal names what exists already, and the state does not have it yet. */
function isImport({ options: { importID } }: Goal, known: ResourceState | undefined): boolean {
  if (importID === undefined) return false;
  return known === undefined || known.external === true || (known.importID ?? known.id) !== importID;
}

/** A component is only a place in the tree: there is nothing to do but to write it down. */
export async function component(
  context: RunContext,
  goal: Goal,
  old: ResourceState | undefined,
): Promise<ResourceState> {
  const { store, operations } = context;
  const now = new Date().toISOString();
  const inputs = old ? keepIgnored(context, goal, old.inputs ?? {}) : goal.inputs;
  const next = stateOfGoal(goal, inputs);
  if (old && isEqual(old.inputs ?? {}, inputs)) return keepResource(context, old, next);
  const state: ResourceState = {
    ...next,
    ...(old?.outputs && { outputs: old.outputs }),
    created: old?.created ?? now,
    modified: now,
  };
  const step = stepFor(old ? "update" : "create", old, state);
  await operations.perform(step, async () => {
    await store.commit({ put: [state] });
    return step;
  });
  return state;
}
