import type { DiffResult, Provider } from "../provider";
import type { ResourceState } from "../state/resource-state";
import { nameOf } from "../urn";
import { differences, isEqual } from "../values/differences";
import { withoutIgnoredChanges } from "../values/ignored-changes";
import { containsPath, containsUnknown, parsePath, type PropertyMap } from "../values/property-value";
import { knownOf } from "./resource-operation";
import type { RunContext } from "./run-context";

/** Stands for the errors of a resource that did not come up, in `replaceOnChanges`. */
const INIT_ERROR = "#initerror";

/** What is to happen to a resource: what the run or the program demands, else what its provider says. */
export async function diffResource(
  context: RunContext,
  provider: Provider,
  old: ResourceState,
  next: ResourceState,
): Promise<DiffResult> {
  const demand = demandedReplacement(context, old, next);
  if (demand) return demand;
  const diff = await providersDiff(context, provider, old, next.inputs ?? {}, next.ignoreChanges);
  return withReplaceOnChanges(diff, next.replaceOnChanges, old.initErrors);
}

export function isReplacement({ changes, replaces }: DiffResult): boolean {
  return changes === "some" && replaces.length > 0;
}

/** `--replace`, a taint, `replacementTrigger`, `replaceWith`, `deletedWith`. */
function demandedReplacement(
  { targets, replaced }: RunContext,
  old: ResourceState,
  next: ResourceState,
): DiffResult | undefined {
  const because = (key: string): DiffResult => ({
    changes: "some",
    replaces: [key],
    changedPaths: [],
    deleteBeforeReplace: false,
  });
  if (isTriggered(old, next)) return because("replacementTrigger");
  if (targets.replaces(next.urn) || old.taint) return because("id");
  if (next.replaceWith?.some((urn) => replaced.has(urn))) return because("replaceWith");
  return next.deletedWith && replaced.has(next.deletedWith) ? because("deletedWith") : undefined;
}

function isTriggered(old: ResourceState, next: ResourceState): boolean {
  const [was, is] = [old.replacementTrigger ?? null, next.replacementTrigger ?? null];
  if (containsUnknown(was) || containsUnknown(is)) return true;
  return was !== null && is !== null && !isEqual(was, is);
}

/** The provider's answer; where it leaves open whether anything changes, the inputs tell. */
export async function providersDiff(
  context: RunContext,
  provider: Provider,
  old: ResourceState,
  inputs: PropertyMap,
  ignoreChanges: readonly string[] = [],
): Promise<DiffResult> {
  const ref = { urn: old.urn, type: old.type, name: nameOf(old.urn) };
  const known = knownOf(old);
  const diff = await context.operations.ask(() =>
    provider.diff(ref, old.id ?? "", known, inputs, ignoreChanges),
  );
  if (diff.changes !== "unknown") return diff;
  const kept = withoutIgnoredChanges(inputs, known.inputs, ignoreChanges).inputs;
  const changedPaths = differences(known.inputs, kept).map(({ path }) => path);
  return { ...diff, changes: changedPaths.length > 0 ? "some" : "none", changedPaths };
}

/** pulumi: applyReplaceOnChanges in pkg/resource/deploy/step_generator.go. A path that is not told cannot force anything. */
export function withReplaceOnChanges(
  diff: DiffResult,
  replaceOnChanges: readonly string[] = [],
  initErrors: readonly string[] = [],
): DiffResult {
  const forcing = replaceOnChanges.flatMap((text) => {
    const path = parsePath(text);
    return path ? [path] : [];
  });
  const forces = (text: string) => {
    const changed = parsePath(text);
    return changed !== undefined && forcing.some((path) => containsPath(path, changed));
  };
  if (diff.changes !== "some" && initErrors.length === 0) return diff;
  const replaces = new Set(diff.replaces);
  for (const path of diff.changedPaths) if (forces(path)) replaces.add(path.split(/[.[]/, 1)[0] ?? path);
  if (initErrors.length === 0 || !forces(INIT_ERROR)) return { ...diff, replaces: [...replaces] };
  return { ...diff, changes: "some", replaces: [...replaces, INIT_ERROR] };
}
