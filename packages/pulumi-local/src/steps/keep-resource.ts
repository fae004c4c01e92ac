import { isDeepStrictEqual } from "node:util";
import type { ResourceState } from "../state/resource-state";
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

/** Whether they are written down as the same; what is `undefined` is not written. */
function isSame(a: ResourceState, b: ResourceState): boolean {
  const written = (state: ResourceState): unknown => JSON.parse(JSON.stringify(state));
  return isDeepStrictEqual(written(a), written(b));
}
