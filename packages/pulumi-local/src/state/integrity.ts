import { dependenciesOf, type ResourceState } from "./resource-state";

/**
 * The first resource that depends on one that is not there, in words: Pulumi refuses such a state, and every command on it
 * (pulumi: Snapshot.VerifyIntegrity in pkg/resource/deploy/snapshot.go).
 */
export function missingDependency(
  resources: readonly ResourceState[],
  has: (urn: string) => boolean,
): string | undefined {
  for (const resource of resources) {
    const missing = dependenciesOf(resource).find((urn) => !has(urn) && !isForgiven(resource, urn));
    if (missing !== undefined) return `${resource.urn} depends on ${missing}`;
  }
  return undefined;
}

/** What is to be made anew may outlive its provider. */
function isForgiven({ pendingReplacement, provider = "" }: ResourceState, urn: string): boolean {
  return pendingReplacement === true && provider.startsWith(`${urn}::`);
}
