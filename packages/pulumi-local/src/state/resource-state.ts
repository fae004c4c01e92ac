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

function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

/** Every resource after all that it depends on, otherwise in the given order: Pulumi refuses a state that is not so. */
export function inDependencyOrder(resources: readonly ResourceState[]): ResourceState[] {
  const byUrn = grouped(resources, ({ urn }) => [urn]);
  const ordered = new Set<ResourceState>();
  const visiting = new Set<ResourceState>();
  const visit = (resource: ResourceState): void => {
    if (visiting.has(resource)) return;
    visiting.add(resource);
    for (const urn of dependenciesOf(resource)) byUrn.get(urn)?.forEach(visit);
    ordered.add(resource);
  };
  resources.forEach(visit);
  return [...ordered];
}

/** The resources by each of the keys that `keysOf` gives for them, in the given order. */
export function grouped<Key>(
  resources: readonly ResourceState[],
  keysOf: (resource: ResourceState) => readonly Key[],
): ReadonlyMap<Key, ResourceState[]> {
  const groups = new Map<Key, ResourceState[]>();
  for (const resource of resources) {
    for (const key of keysOf(resource)) {
      const group = groups.get(key);
      if (group) group.push(resource);
      else groups.set(key, [resource]);
    }
  }
  return groups;
}

/** The resource with every URN that it refers to replaced by `map`; undefined leaves the reference out. */
export function mapReferences(
  resource: ResourceState,
  map: (urn: string) => string | undefined,
): ResourceState {
  const { parent, dependencies, replaceWith, deletedWith, provider, propertyDependencies, ...rest } =
    resource;
  const mapped = (urns: readonly string[]) => urns.flatMap((urn) => map(urn) ?? []);
  const one = (urn: string | undefined) => (urn === undefined ? undefined : map(urn));
  const newParent = one(parent);
  const newDeletedWith = one(deletedWith);
  return {
    ...rest,
    ...(newParent !== undefined && { parent: newParent }),
    ...(dependencies && { dependencies: mapped(dependencies) }),
    ...(replaceWith && { replaceWith: mapped(replaceWith) }),
    ...(newDeletedWith !== undefined && { deletedWith: newDeletedWith }),
    ...(provider !== undefined && { provider: mapProvider(provider, map) }),
    ...(propertyDependencies && {
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([key, urns]) => [key, mapped(urns)]),
      ),
    }),
  };
}

/** Without its provider a resource cannot be managed: that reference stays. */
function mapProvider(reference: string, map: (urn: string) => string | undefined): string {
  const urn = providerUrn(reference);
  return `${map(urn) ?? urn}${reference.slice(urn.length)}`;
}

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
