import { inDependencyOrder } from "../state/dependency-order";
import type { ResourceState } from "../state/resource-state";
import { type PropertyMap, UNKNOWN } from "../values/property-value";
import { isReplacement, providersDiff, withReplaceOnChanges } from "./diff-resource";
import { isProvider } from "./package-provider";
import type { RunContext } from "./run-context";

/**
 * What must go before `root` is deleted in order to be made anew: the resources with a property from it, or from one
 * of these, that their provider would replace for a new value of that property, and those that are replaced or deleted
 * with it. In dependency order (pulumi: calculateDependentReplacements and findDependentCascadeReplacements in
 * pkg/resource/deploy/step_generator.go).
 */
export async function dependentReplacements(
  context: RunContext,
  root: ResourceState,
): Promise<ResourceState[]> {
  const replaced = new Set([root.urn]);
  const found: ResourceState[] = [];
  for (const resource of inDependencyOrder(context.store.resources)) {
    if (!resource.custom || resource.delete || resource.pendingReplacement) continue;
    if (resource.external || isProvider(resource)) continue;
    // What the program has registered already cannot depend on what it registers now.
    if (context.registered.has(resource.urn) || !(await wouldBeReplaced(context, resource, root, replaced)))
      continue;
    replaced.add(resource.urn);
    found.push(resource);
  }
  return found;
}

async function wouldBeReplaced(
  context: RunContext,
  resource: ResourceState,
  root: ResourceState,
  replaced: ReadonlySet<string>,
): Promise<boolean> {
  if (resource.deletedWith && replaced.has(resource.deletedWith)) return true;
  if (resource.replaceWith?.includes(root.urn)) return true;
  const { inputs = {}, propertyDependencies = {} } = resource;
  const isAffected = (key: string) =>
    (propertyDependencies[key] ?? []).some((dependency) => replaced.has(dependency));
  if (!Object.keys(inputs).some(isAffected)) return false;
  const assumed: PropertyMap = Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, isAffected(key) ? UNKNOWN : value]),
  );
  const provider = await context.providers.for(resource.type);
  const diff = await providersDiff(context, provider, resource, assumed, resource.ignoreChanges);
  return isReplacement(withReplaceOnChanges(diff, resource.replaceOnChanges));
}
