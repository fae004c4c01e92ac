import { EngineError } from "../engine-error";
import { ExpectedError } from "../expected-error";
import type { Step, StepOp } from "../report/reporter";
import type { ResourceState } from "../state/resource-state";
import { knownOf, refOfState } from "./resource-operation";
import type { RunContext } from "./run-context";

interface Deletion {
  /** Another one takes its place. */
  isReplaced: boolean;
  /** That one is about to be made; until then the place in the state stays marked. */
  keep?: boolean;
}

export async function deleteResource(
  context: RunContext,
  resource: ResourceState,
  { isReplaced, keep = false }: Deletion,
): Promise<void> {
  const { urn } = resource;
  const step: Step = {
    op: opOf(resource, isReplaced),
    urn,
    old: resource,
    differences: [],
    replaceKeys: [],
  };
  const change = keep
    ? { put: [{ ...resource, pendingReplacement: true }], end: urn }
    : { remove: [resource], end: urn };
  await context.operations.perform(step, async () => {
    if (!isReplaced && resource.protect) throw new ProtectedError(resource);
    if (!context.dryRun && isProvidersTask(context, resource)) await askProvider(context, resource);
    await context.store.commit(change);
    return step;
  });
}

function opOf({ external }: ResourceState, isReplaced: boolean): StepOp {
  if (external) return isReplaced ? "discard-replaced" : "read-discard";
  return isReplaced ? "delete-replaced" : "delete";
}

/** Nothing is to be done for what was only read, shall be retained, or goes with another deletion of this run. */
export function isProvidersTask({ condemned }: RunContext, resource: ResourceState): boolean {
  const { custom, pendingReplacement, external, retainOnDelete, deletedWith } = resource;
  if (!custom || pendingReplacement || external || retainOnDelete) return false;
  return deletedWith === undefined || !condemned.has(deletedWith);
}

async function askProvider(context: RunContext, resource: ResourceState): Promise<void> {
  const provider = await context.providers.for(resource.type);
  await context.store.begin(resource, "deleting");
  try {
    await provider.delete(refOfState(resource), resource.id ?? "", knownOf(resource));
  } catch (error) {
    if (!(error instanceof EngineError)) await context.store.commit({ end: resource.urn });
    throw error;
  }
}

/** A protected resource is not deleted. Nothing was tried, so the run goes on and names every one of them. */
export class ProtectedError extends ExpectedError {
  override name = "ProtectedError";

  constructor({ urn }: ResourceState) {
    super(
      `resource "${urn}" cannot be deleted\n` +
        "because it is protected. To unprotect the resource, either remove the `protect` flag from the resource " +
        "in your Pulumi program and run `pulumi up`, or use the command:\n" +
        `\`pulumi state unprotect '${urn}'\``,
    );
  }
}

export function cannotBeReplaced({ urn }: ResourceState): string {
  return (
    `unable to replace resource "${urn}"\n` +
    "as it is currently marked for protection. To unprotect the resource, " +
    "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`"
  );
}

export function cannotBeReplacedWith({ urn }: ResourceState, root: ResourceState): string {
  return (
    `unable to replace resource "${urn}" as part of replacing "${root.urn}" ` +
    "as it is currently marked for protection. To unprotect the resource, " +
    "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`, " +
    `or use the command:\n\`pulumi state unprotect '${urn}'\``
  );
}
