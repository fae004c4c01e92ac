import type { DiffResult } from "../provider";
import type { ResourceState } from "../state/resource-state";
import { valueOf } from "../values/secrets";
import { checkResource } from "./check-resource";
import { createResource } from "./create-resource";
import { deleteResource } from "./delete-resource";
import { dependentReplacements } from "./dependent-replacements";
import type { Goal } from "./goal";
import { cannotBeReplaced, cannotBeReplacedWith } from "./protection";
import { answer, bail } from "./question";
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
