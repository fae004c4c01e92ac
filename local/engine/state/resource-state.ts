import type { PropertyMap } from "../values/property-value";

/** One resource of a stack, in the form of Pulumi's deployment format, version 3 (apitype.ResourceV3). */
export interface ResourceState {
  urn: string;
  /** true: a provider manages it; false: a component. */
  custom: boolean;
  /** Replaced, and still to be deleted. */
  delete?: boolean;
  id?: string;
  type: string;
  inputs?: PropertyMap;
  outputs?: PropertyMap;
  parent?: string;
  dependencies?: string[];
  initErrors?: string[];
  /** `URN::ID` of the provider resource. */
  provider?: string;
  propertyDependencies?: Record<string, string[]>;
  /** Deleted so that it can be created anew, and not created yet. */
  pendingReplacement?: boolean;
  additionalSecretOutputs?: string[];
  created?: string;
  modified?: string;
}

export type PendingOperationType = "creating" | "updating" | "deleting" | "reading";

/** An operation whose outcome nobody wrote down: its run was killed. */
export interface PendingOperation {
  resource: ResourceState;
  type: PendingOperationType;
}

/** Tells apart the live resource of a URN and the replaced ones that wait for their deletion. */
export function stateKey(resource: ResourceState): string {
  return resource.delete ? `${resource.urn}#${resource.id ?? ""}` : resource.urn;
}

/** URNs that must exist for as long as this resource does. */
export function dependenciesOf(resource: ResourceState): string[] {
  const urns = new Set<string>(resource.dependencies);
  if (resource.parent) urns.add(resource.parent);
  for (const dependencies of Object.values(resource.propertyDependencies ?? {}))
    dependencies.forEach((urn) => urns.add(urn));
  if (resource.provider) urns.add(providerUrn(resource.provider));
  return [...urns];
}

export function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}
