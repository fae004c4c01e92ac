import { ExpectedError } from "../expected-error";
import type { Step } from "../report/events";
import type { ResourceState } from "../state/resource-state";
import { protectOutputs } from "../values/secrets";
import type { Goal } from "./goal";
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
    if (!live.inputs)
      throw new ExpectedError(
        `provider does not support importing resources; please try updating the '${goal.type.split(":")[0]}' plugin`,
      );
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
