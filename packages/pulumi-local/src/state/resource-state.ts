import type { PropertyMap, PropertyValue } from "../values/property-value";

/** How long an operation may take, in seconds. */
export interface CustomTimeouts {
  create?: number;
  read?: number;
  update?: number;
  delete?: number;
}

/** What the program asks for beyond inputs, and later runs must know. */
export interface ResourceOptions {
  /** Neither deleted nor replaced. */
  protect?: boolean;
  /** Left alone in the world when it leaves the stack. */
  retainOnDelete?: boolean;
  /** URN of the resource whose deletion takes this one along. */
  deletedWith?: string;
  /** URNs of the resources with which this one is replaced. */
  replaceWith?: string[];
  /** Paths of inputs. */
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  hideDiff?: string[];
  /** Any other value than the last one means a replacement. */
  replacementTrigger?: PropertyValue;
  customTimeouts?: CustomTimeouts;
  additionalSecretOutputs?: string[];
  /** The id that it was imported by. */
  importID?: string;
}

/** One resource of a stack, in the form of Pulumi's deployment format, version 3 (apitype.ResourceV3). */
export interface ResourceState extends ResourceOptions {
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
  /** Only read, and not managed. */
  external?: boolean;
  /** To be replaced by the next run. */
  taint?: boolean;
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
  if (resource.deletedWith) urns.add(resource.deletedWith);
  for (const urn of resource.replaceWith ?? []) urns.add(urn);
  for (const dependencies of Object.values(resource.propertyDependencies ?? {}))
    dependencies.forEach((urn) => urns.add(urn));
  if (resource.provider) urns.add(providerUrn(resource.provider));
  return [...urns];
}

export function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}
