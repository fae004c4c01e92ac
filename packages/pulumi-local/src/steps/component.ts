import type { ResourceState } from "../state/resource-state";
import { isEqual } from "../values/differences";
import { keepIgnored } from "./check-resource";
import type { Goal } from "./goal";
import { keepResource } from "./keep-resource";
import { stepFor } from "./resource-operation";
import type { RunContext } from "./run-context";
import { stateOfGoal } from "./state-of-goal";

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
