import type { DiffResult } from "../provider";
import { inDependencyOrder, type ResourceState } from "../state/resource-state";
import { type PropertyMap, UNKNOWN } from "../values/property-value";
import { valueOf } from "../values/secrets";
import { answer, bail, checkResource } from "./check-resource";
import { createResource } from "./create-resource";
import { cannotBeReplaced, cannotBeReplacedWith, deleteResource } from "./delete-resource";
import { isReplacement, providersDiff, withReplaceOnChanges } from "./diff-resource";
import type { Goal } from "./goal";
import { isProvider } from "./package-provider";
import { type Managed, stepFor } from "./resource-operation";
import type { RunContext } from "./run-context";

/** Makes a resource anew; the old one goes before, or after everything else. */
export async function replaceResource(
  context: RunContext,
  goal: Goal,
  managed: Managed,
  old: ResourceState,
  diff: DiffResult,
): Promise<ResourceState> {
  refuseReplacement(context, goal, managed.next, old, diff);
  context.replaced.add(goal.urn);
  // What a check takes over from the old resource does not apply to a new one.
  const inputs = await checkResource(context, goal, managed.provider, {});
  const next = { ...managed.next, inputs };
  const deleteFirst = goal.deleteBeforeReplace ?? diff.deleteBeforeReplace;
  if (deleteFirst && !old.pendingReplacement) await deleteOriginals(context, old);
  const replaced = deleteFirst ? { ...old, pendingReplacement: true } : old;
  return createInPlaceOf(context, { ...managed, next }, replaced, diff.replaces);
}

export async function createInPlaceOf(
  context: RunContext,
  managed: Managed,
  old: ResourceState,
  replaceKeys: string[] = [],
): Promise<ResourceState> {
  const state = await createResource(context, managed, old);
  context.report.done({ ...stepFor("replace", old, state), replaceKeys }, 0);
  return state;
}

function refuseReplacement(
  context: RunContext,
  goal: Goal,
  next: ResourceState,
  old: ResourceState,
  { replaces }: DiffResult,
): void {
  // To unprotect and to replace in one go is fine. A preview goes on: what it shows is the reason.
  if (next.protect && old.protect) {
    if (context.dryRun) context.report.error(cannotBeReplaced(old), goal.urn);
    else bail(context, goal.urn, cannotBeReplaced(old));
  }
  if (goal.options.importID === undefined) return;
  const changes = replaces.map(
    (key) => `${key}: ${valueOf(old.inputs?.[key])} => ${valueOf(next.inputs?.[key])}`,
  );
  const message = [
    "previously-imported resources that still specify an ID may not be replaced; please remove the `import` declaration from your program;",
    ...changes,
  ].join("\n");
  if (context.dryRun) context.report.warning(message, goal.urn);
  else bail(context, goal.urn, message);
}

/** The resource, and before it what would have to be replaced for it. */
async function deleteOriginals(context: RunContext, old: ResourceState): Promise<void> {
  const dependents = await answer(context, old.urn, () => dependentReplacements(context, old));
  const protectedOne = dependents.find(({ protect }) => protect);
  if (protectedOne) bail(context, old.urn, cannotBeReplacedWith(protectedOne, old));
  const originals = [...dependents.reverse(), old];
  for (const { urn } of originals) context.condemned.add(urn);
  for (const original of originals) await deleteResource(context, original, { isReplaced: true, keep: true });
}

/**
 * What must go before `root` is deleted in order to be made anew: the resources with a property from it, or from one
 * of these, that their provider would replace for a new value of that property, and those that are replaced or deleted
 * with it. In dependency order (pulumi: calculateDependentReplacements and findDependentCascadeReplacements in
 * pkg/resource/deploy/step_generator.go).
 */
async function dependentReplacements(context: RunContext, root: ResourceState): Promise<ResourceState[]> {
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
