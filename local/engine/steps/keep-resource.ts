import type { ResourceState } from "../state/resource-state";
import { isEqual } from "../values/differences";
import type { PropertyValue } from "../values/property-value";
import type { RunContext } from "./run-context";

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

function isSame(a: ResourceState, b: ResourceState): boolean {
  // Both consist of JSON only.
  const json = (state: ResourceState) => JSON.parse(JSON.stringify(state)) as PropertyValue;
  return isEqual(json(a), json(b));
}
