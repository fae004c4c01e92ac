import { inDependencyOrder } from "../state/dependency-order";
import type { ResourceState } from "../state/resource-state";
import { nameOf } from "../urn";
import { type PropertyMap, UNKNOWN } from "../values/property-value";
import { isProvider } from "./providers";
import { knownOf } from "./resource-operation";
import type { RunContext } from "./run-context";

/**
 * What must go before `root` is deleted in order to be made anew: the resources with a property from it, or from one
 * of these, that their provider would replace for a new value of that property. In dependency order
 * (pulumi: calculateDependentReplacements in pkg/resource/deploy/step_generator.go).
 */
export async function dependentReplacements(
  context: RunContext,
  root: ResourceState,
): Promise<ResourceState[]> {
  const replaced = new Set([root.urn]);
  const found: ResourceState[] = [];
  for (const resource of inDependencyOrder(context.store.resources)) {
    // What the program has registered already cannot depend on what it registers now.
    if (!resource.custom || resource.delete || resource.pendingReplacement || isProvider(resource)) continue;
    if (context.registered.has(resource.urn) || !(await wouldBeReplaced(context, resource, replaced)))
      continue;
    replaced.add(resource.urn);
    found.push(resource);
  }
  return found;
}

async function wouldBeReplaced(context: RunContext, resource: ResourceState, replaced: ReadonlySet<string>) {
  const { urn, type, id = "", inputs = {}, propertyDependencies = {} } = resource;
  const isAffected = (key: string) =>
    (propertyDependencies[key] ?? []).some((dependency) => replaced.has(dependency));
  if (!Object.keys(inputs).some(isAffected)) return false;
  const assumed: PropertyMap = Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, isAffected(key) ? UNKNOWN : value]),
  );
  const provider = await context.providers.for(type);
  const ref = { urn, type, name: nameOf(urn) };
  const { changes, replaces } = await context.operations.ask(() =>
    provider.diff(ref, id, knownOf(resource), assumed),
  );
  return changes !== "none" && replaces.length > 0;
}
