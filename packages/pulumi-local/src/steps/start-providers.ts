import type { ResourceState } from "../state/resource-state";
import { isProvider } from "./package-provider";
import type { RunContext } from "./run-context";

/** Lets the providers of resources come up: one that cannot is told once, and before anything has happened. */
export async function startProviders(
  { providers }: RunContext,
  resources: readonly ResourceState[],
): Promise<void> {
  const managed = resources.filter((resource) => resource.custom && !isProvider(resource));
  const types = new Set(managed.map(({ type }) => type));
  await Promise.all([...types].map((type) => providers.for(type)));
}
