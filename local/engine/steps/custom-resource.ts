import { Bail, messageOf } from "../engine-error";
import type { DiffResult, Provider } from "../provider";
import type { ResourceState } from "../state/resource-state";
import type { PropertyMap } from "../values/property-value";
import { createResource } from "./create-resource";
import { deleteResource } from "./delete-resource";
import { dependentReplacements } from "./dependent-replacements";
import { type Goal, refOf } from "./goal";
import { Halted } from "./halt";
import { keepResource } from "./keep-resource";
import { hasChanges, knownOf, stepFor } from "./resource-operation";
import type { RunContext } from "./run-context";
import { stateOfGoal } from "./state-of-goal";
import { updateResource } from "./update-resource";

const MAKE_ANEW: DiffResult = { changes: "some", replaces: [], deleteBeforeReplace: true };

/** Brings one managed resource to its goal: check, diff, then the one operation that is needed. */
export async function customResource(context: RunContext, goal: Goal): Promise<ResourceState> {
  const { store, providers } = context;
  const old = store.get(goal.urn);
  const [provider, reference] = await answer(context, goal, () =>
    Promise.all([providers.for(goal.type), providers.reference(goal.type)]),
  );
  const inputs = await check(context, goal, provider, old?.inputs ?? {});
  const next = stateOfGoal(goal, inputs, reference);
  if (!old) return createResource(context, { provider, next });
  if (old.pendingReplacement) return replace(context, goal, { provider, next }, old, MAKE_ANEW);

  const known = knownOf(old);
  const diff = await answer(context, goal, () =>
    context.operations.ask(() => provider.diff(refOf(goal), old.id ?? "", known, inputs)),
  );
  const isChanged = diff.changes === "unknown" ? hasChanges(known, inputs) : diff.changes === "some";
  if (isChanged && diff.replaces.length > 0) {
    // What a check takes over from the old resource does not apply to a new one.
    const fresh = await check(context, goal, provider, {});
    return replace(context, goal, { provider, next: { ...next, inputs: fresh } }, old, diff);
  }
  // A resource that did not come up is tried again, even if nothing else changed.
  if (isChanged || old.initErrors?.length) return updateResource(context, { provider, next }, old);
  return keepResource(context, old, next);
}

async function replace(
  context: RunContext,
  goal: Goal,
  managed: { provider: Provider; next: ResourceState },
  old: ResourceState,
  diff: DiffResult,
): Promise<ResourceState> {
  const deleteFirst = goal.deleteBeforeReplace ?? diff.deleteBeforeReplace;
  if (deleteFirst && !old.pendingReplacement) {
    const dependents = await answer(context, goal, () => dependentReplacements(context, old));
    for (const dependent of [...dependents.reverse(), old]) {
      await deleteResource(context, dependent, "delete-replaced", { keep: true });
    }
  }
  const replaced = deleteFirst ? { ...old, pendingReplacement: true } : old;
  const state = await createResource(context, managed, replaced);
  context.report.done({ ...stepFor("replace", old, state), replaceKeys: diff.replaces }, 0);
  return state;
}

async function check(
  context: RunContext,
  goal: Goal,
  provider: Provider,
  olds: PropertyMap,
): Promise<PropertyMap> {
  const { inputs, failures } = await answer(context, goal, () =>
    context.operations.ask(() => provider.check(refOf(goal), olds, goal.inputs)),
  );
  if (failures.length === 0) return inputs;
  for (const { property, reason } of failures) {
    context.report.error(property ? `${property}: ${reason}` : reason, goal.urn);
  }
  context.halt.now();
  throw new Bail(`${goal.urn} failed its check`);
}

/** A check or diff that cannot be carried out ends the run, whether or not it is to continue on errors. */
async function answer<T>(context: RunContext, goal: Goal, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Halted) throw error;
    context.report.error(messageOf(error), goal.urn);
    context.halt.now();
    throw new Bail(messageOf(error), { cause: error });
  }
}
