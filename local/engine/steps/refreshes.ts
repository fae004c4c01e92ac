import type { Step } from "../report/events";
import { dependenciesOf, type ResourceState } from "../state/resource-state";
import { nameOf } from "../urn";
import { differences } from "../values/differences";
import { protectOutputs } from "../values/secrets";
import { StepFailed } from "./operations";
import { isProvider } from "./providers";
import { hasChanges, knownOf } from "./resource-operation";
import type { RunContext } from "./run-context";

/** Reads every managed resource, and writes down what is there. What is gone leaves the state. */
export async function refreshes(context: RunContext): Promise<void> {
  const managed = context.store.resources.filter((r) => r.custom && !isProvider(r) && !r.pendingReplacement);
  const outcomes = await Promise.allSettled(managed.map((resource) => refresh(context, resource)));
  for (const outcome of outcomes) {
    if (outcome.status === "rejected" && !(outcome.reason instanceof StepFailed)) throw outcome.reason;
  }
  await forgetMissing(context);
  // What is known now is what is there: an operation whose outcome nobody knows is no longer of interest.
  for (const { resource } of context.store.pendingOperations)
    await context.store.commit({ end: resource.urn });
}

async function refresh(context: RunContext, old: ResourceState): Promise<void> {
  const { urn, type, id = "" } = old;
  const step: Step = { op: "refresh", urn, old, differences: [], replaceKeys: [] };
  await context.operations.perform(step, async () => {
    const provider = await context.providers.for(type);
    const ref = { urn, type, name: nameOf(urn) };
    const live = await provider.read(ref, id, knownOf(old));
    if (live.id === "") {
      await context.store.commit({ remove: [old] });
      return { ...step, op: "delete" };
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
    if (drift.length === 0 && !live.initErrors && !old.initErrors) return { ...step, op: "same", new: old };
    next.modified = new Date().toISOString();
    await context.store.commit({ put: [next] });
    // Whether it matters is for the provider to say: what an `up` would set back, seen from the other side.
    const known = knownOf(next);
    const { changes } = await provider.diff(ref, live.id, known, old.inputs ?? {});
    const matters = changes === "unknown" ? hasChanges(known, old.inputs ?? {}) : changes === "some";
    if (!matters) return { ...step, op: "same", new: next };
    return { ...step, op: "update", new: next, differences: ofInputs.length > 0 ? ofInputs : drift };
  });
}

/** What is left must not depend on what is gone: Pulumi would refuse such a state. */
async function forgetMissing({ store }: RunContext): Promise<void> {
  const urns = new Set(store.resources.map(({ urn }) => urn));
  const put = store.resources
    .filter((resource) => dependenciesOf(resource).some((urn) => !urns.has(urn)))
    .map((resource) => without(resource, urns));
  if (put.length > 0) await store.commit({ put });
}

function without(resource: ResourceState, urns: ReadonlySet<string>): ResourceState {
  const present = (list: readonly string[] = []) => list.filter((urn) => urns.has(urn));
  const properties = Object.entries(resource.propertyDependencies ?? {}).map(
    ([key, list]) => [key, present(list)] as const,
  );
  return {
    ...resource,
    dependencies: present(resource.dependencies),
    propertyDependencies: Object.fromEntries(properties),
  };
}
