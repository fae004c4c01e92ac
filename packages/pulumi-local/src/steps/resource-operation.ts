import { isDeepStrictEqual } from "node:util";
import { EngineError } from "../engine-error";
import { ExpectedError } from "../expected-error";
import type { Known, LiveState, Provider, ResourceRef } from "../provider";
import type { Step, StepOp } from "../report/reporter";
import type { ResourceState } from "../state/resource-state";
import { nameOf } from "../urn";
import { differences } from "../values/differences";
import { protectOutputs } from "../values/secrets";
import type { RunContext } from "./run-context";

/** The resource that an operation is about: how its provider reaches it. */
export interface Managed {
  provider: Provider;
  next: ResourceState;
}

export function knownOf(resource: ResourceState): Known {
  return { inputs: resource.inputs ?? {}, outputs: resource.outputs ?? {} };
}

export function refOfState({ urn, type, customTimeouts }: ResourceState): ResourceRef {
  return { urn, type, name: nameOf(urn), timeouts: customTimeouts };
}

export function stepFor(op: StepOp, old: ResourceState | undefined, next: ResourceState): Step {
  return {
    op,
    urn: next.urn,
    ...(old && { old }),
    new: next,
    differences: old ? differences(old.inputs ?? {}, next.inputs ?? {}) : [],
    replaceKeys: [],
  };
}

/** Waits for a provider's answer. A failure settles the pending operation, unless the provider died over it. */
export async function settled(
  context: RunContext,
  urn: string,
  answer: Promise<LiveState>,
): Promise<LiveState> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof EngineError)) await context.store.commit({ end: urn });
    throw error;
  }
}

export function withLive(next: ResourceState, live: LiveState): ResourceState {
  return {
    ...next,
    id: live.id,
    outputs: protectOutputs(live.outputs, next.inputs ?? {}, next.additionalSecretOutputs ?? []),
    ...(live.initErrors && { initErrors: live.initErrors }),
  };
}

/** Resource and id are in the state by now; the next run takes it up from there. */
export function refuseInitErrors({ initErrors }: LiveState): void {
  if (initErrors?.length)
    throw new ExpectedError(`the resource exists, but did not come up: ${initErrors.join("; ")}`);
}

/** The outcome that a preview assumes: the outputs are not known, and Pulumi gives the inputs in their place. */
export async function assume(context: RunContext, step: Step, next: ResourceState): Promise<Step> {
  const state = { ...next, outputs: next.inputs ?? {} };
  await context.store.commit({ put: [state] });
  return { ...step, new: state };
}

/** Nothing changed: as Pulumi, keep the old inputs and outputs, and take over only whose child it is and what it needs. */
export async function keepResource(
  context: RunContext,
  old: ResourceState,
  next: ResourceState,
): Promise<ResourceState> {
  const { inputs, outputs, id, created, modified } = old;
  const kept = { inputs, outputs, id, created, modified };
  const defined = Object.entries(kept).filter(([, value]) => value !== undefined);
  const state: ResourceState = { ...next, ...Object.fromEntries(defined) };
  if (!isSame(state, old)) await context.store.commit({ put: [state] });
  context.report.done({ op: "same", urn: old.urn, old, new: state, differences: [], replaceKeys: [] }, 0);
  return state;
}

/** Whether they are written down as the same; what is `undefined` is not written. */
function isSame(a: ResourceState, b: ResourceState): boolean {
  const written = (state: ResourceState): unknown => JSON.parse(JSON.stringify(state));
  return isDeepStrictEqual(written(a), written(b));
}
