import type { Step, StepOp } from "../report/reporter";
import {
  dependenciesOf,
  inDependencyOrder,
  mapReferences,
  type ResourceState,
} from "../state/resource-state";
import { differences } from "../values/differences";
import { protectOutputs } from "../values/secrets";
import { providersDiff } from "./diff-resource";
import { StepFailed } from "./operations";
import { isProvider, startProviders } from "./package-provider";
import { knownOf, refOfState } from "./resource-operation";
import type { RunContext } from "./run-context";

/**
 * Reads every resource that has a provider, and writes down what is there. What is gone leaves the state. `isWhole`: the
 * command is a refresh; before another command, that one's steps are what counts.
 */
export async function refreshes(context: RunContext, isWhole: boolean): Promise<void> {
  const managed = inDependencyOrder(context.store.resources).filter(
    (r) => context.targets.includes(r) && r.custom && !isProvider(r) && !r.pendingReplacement,
  );
  await startProviders(context, managed);
  const outcomes = await Promise.allSettled(managed.map((resource) => refresh(context, resource, isWhole)));
  for (const outcome of outcomes)
    if (outcome.status === "rejected" && !(outcome.reason instanceof StepFailed)) throw outcome.reason;
}

async function refresh(context: RunContext, old: ResourceState, isWhole: boolean): Promise<void> {
  const { urn, id = "" } = old;
  const step: Step = { op: "refresh", urn, old, differences: [], replaceKeys: [] };
  const found = (op: StepOp, more: Partial<Step> = {}): Step => ({
    ...step,
    ...more,
    ...(isWhole && { op }),
  });
  await context.operations.perform(step, async () => {
    const provider = await context.providers.for(old.type);
    const live = await provider.read(refOfState(old), id, knownOf(old));
    if (live.id === "") {
      await forget(context, old);
      return found("delete");
    }
    const inputs = live.inputs ?? old.inputs ?? {};
    const outputs = protectOutputs(live.outputs, inputs, old.additionalSecretOutputs ?? []);
    const next: ResourceState = { ...old, id: live.id, inputs, outputs };
    delete next.initErrors;
    if (live.initErrors) {
      next.initErrors = live.initErrors;
      context.report.warning(`the resource is unhealthy: ${live.initErrors.join("; ")}`, urn);
    }
    const ofInputs = differences(old.inputs ?? {}, inputs);
    const drift = [...ofInputs, ...differences(old.outputs ?? {}, outputs)];
    if (drift.length === 0 && !live.initErrors && !old.initErrors) return found("same", { new: old });
    next.modified = new Date().toISOString();
    await context.store.commit({ put: [withoutMissing(context, next)] });
    // Whether it matters is for the provider to say: what an `up` would set back, seen from the other side.
    const { changes } = old.external
      ? { changes: "some" }
      : await providersDiff(context, provider, next, old.inputs ?? {}, old.ignoreChanges);
    if (changes !== "some") return found("same", { new: next });
    return found("update", { new: next, differences: ofInputs.length > 0 ? ofInputs : drift });
  });
}

/** Takes it out of the state, and out of what depended on it: Pulumi would refuse a state that does not have it. */
async function forget({ store }: RunContext, gone: ResourceState): Promise<void> {
  const put = store.resources
    .filter((resource) => resource !== gone && dependenciesOf(resource).includes(gone.urn))
    .map((resource) => mapReferences(resource, (urn) => (urn === gone.urn ? undefined : urn)));
  await store.commit({ remove: [gone], put });
}

/** The resource without what was gone by the time that it was read. */
function withoutMissing({ store }: RunContext, resource: ResourceState): ResourceState {
  const urns = new Set(store.resources.map(({ urn }) => urn));
  const isWhole = dependenciesOf(resource).every((urn) => urns.has(urn));
  return isWhole ? resource : mapReferences(resource, (urn) => (urns.has(urn) ? urn : undefined));
}
