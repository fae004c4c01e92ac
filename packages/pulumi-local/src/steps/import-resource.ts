import { ExpectedError } from "../expected-error";
import type { Step } from "../report/reporter";
import type { ResourceState } from "../state/resource-state";
import { isEqual } from "../values/differences";
import { UNKNOWN } from "../values/property-value";
import { protectOutputs } from "../values/secrets";
import { answer } from "./check-resource";
import { type Goal, stateOfGoal } from "./goal";
import { type Managed, refOfState } from "./resource-operation";
import type { RunContext } from "./run-context";

/**
 * Takes a resource that exists into the state as it is; what the program wants of it comes after that. In a preview,
 * too, it is read (pulumi: ImportStep in pkg/resource/deploy/step.go).
 */
export async function importResource(
  context: RunContext,
  goal: Goal,
  { provider, next }: Managed,
  replaced: ResourceState | undefined,
): Promise<ResourceState> {
  const { store } = context;
  const id = goal.options.importID ?? "";
  const op = replaced ? "import-replacement" : "import";
  const step: Step = { op, urn: goal.urn, new: next, differences: [], replaceKeys: [] };
  const outcome = await context.operations.perform(step, async () => {
    const live = await provider.read(refOfState(next), id, { inputs: {}, outputs: {} });
    if (!live.exists) throw new ExpectedError(`resource '${id}' does not exist`);
    if (!live.inputs) {
      throw new ExpectedError(
        `provider does not support importing resources; please try updating the '${goal.type.split(":")[0]}' plugin`,
      );
    }
    const now = new Date().toISOString();
    const state: ResourceState = {
      ...next,
      id: live.id || id,
      inputs: live.inputs,
      outputs: protectOutputs(live.outputs, live.inputs, next.additionalSecretOutputs ?? []),
      ...(live.initErrors && { initErrors: live.initErrors }),
      created: now,
      modified: now,
    };
    const waiting = replaced && !replaced.external ? [{ ...replaced, delete: true }] : [];
    await store.commit({ put: [state, ...waiting], end: goal.urn });
    return { ...step, new: state };
  });
  return outcome.new ?? next;
}

/**
 * Reads a resource that the stack does not manage, in a preview, too. One of that URN that it did manage is given up:
 * if it is another one, it is deleted after everything else (pulumi: GenerateReadSteps and ReadStep).
 */
export async function readResource(context: RunContext, goal: Goal, id: string): Promise<ResourceState> {
  const { store, providers, operations } = context;
  const old = store.get(goal.urn);
  const [provider, reference] = await answer(context, goal.urn, () =>
    Promise.all([providers.for(goal.type), providers.reference(goal.type, goal.version)]),
  );
  const isReplaced = old !== undefined && !old.external && old.id !== id;
  const next: ResourceState = { ...stateOfGoal(goal, goal.inputs, reference), id, external: true };
  const op = isReplaced ? "read-replacement" : "read";
  const step: Step = { op, urn: goal.urn, new: next, differences: [], replaceKeys: [] };
  const outcome = await operations.perform(step, async () => {
    if (id === UNKNOWN) return step;
    const live = await provider.read(refOfState(next), id, { inputs: goal.inputs, outputs: goal.inputs });
    if (!live.exists) throw new ExpectedError(`resource '${id}' does not exist`);
    const state: ResourceState = {
      ...next,
      id: live.id || id,
      outputs: protectOutputs(live.outputs, goal.inputs, next.additionalSecretOutputs ?? []),
      ...(live.initErrors && { initErrors: live.initErrors }),
      ...timesOf(old, goal, live.outputs),
    };
    await store.commit({ put: [state, ...(isReplaced ? [{ ...old, delete: true }] : [])] });
    return { ...step, new: state };
  });
  return outcome.new ?? next;
}

/** Nobody created it here; it was modified when something else is read than before. */
function timesOf(old: ResourceState | undefined, { inputs }: Goal, outputs: ResourceState["outputs"] = {}) {
  if (!old) return {};
  const isNews = !isEqual(old.inputs ?? {}, inputs) || !isEqual(old.outputs ?? {}, outputs);
  const modified = isNews ? new Date().toISOString() : old.modified;
  return { ...(old.created && { created: old.created }), ...(modified && { modified }) };
}
