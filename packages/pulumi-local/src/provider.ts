import type { CustomTimeouts } from "./state/resource-state";
import type { PropertyMap } from "./values/property-value";

/** A resource as its provider is asked about it. */
export interface ResourceRef {
  urn: string;
  type: string;
  name: string;
  timeouts?: CustomTimeouts | undefined;
}

/** What the state knows of a resource. */
export interface Known {
  inputs: PropertyMap;
  outputs: PropertyMap;
}

export interface CheckResult {
  inputs: PropertyMap;
  failures: { property: string; reason: string }[];
}

export interface DiffResult {
  changes: "none" | "some" | "unknown";
  replaces: string[];
  /** Paths of what changes, as far as the provider says. */
  changedPaths: string[];
  /** What changes and where its old value stands, if the provider says so: then this is shown, not what inputs differ. */
  detailed?: { path: string; oldSide: "inputs" | "outputs" }[];
  deleteBeforeReplace: boolean;
}

/** `initErrors`: the resource exists, but did not come up. */
export interface LiveState {
  id: string;
  outputs: PropertyMap;
  initErrors?: string[];
}

export interface ReadResult extends LiveState {
  inputs?: PropertyMap;
  /** Whether the provider gave any properties, which is how it says that there is such a resource. */
  exists: boolean;
}

/** Carries out the operations on one package's resources. Property maps may hold secrets and, in a preview, unknowns. */
export interface Provider {
  check(resource: ResourceRef, olds: PropertyMap, news: PropertyMap): Promise<CheckResult>;
  /** `ignoreChanges`: for a provider that reads what is there and compares with that. */
  diff(
    resource: ResourceRef,
    id: string,
    known: Known,
    news: PropertyMap,
    ignoreChanges: readonly string[],
  ): Promise<DiffResult>;
  create(resource: ResourceRef, inputs: PropertyMap): Promise<LiveState>;
  /** The id is "" when the resource is gone. */
  read(resource: ResourceRef, id: string, known: Known): Promise<ReadResult>;
  update(resource: ResourceRef, id: string, known: Known, news: PropertyMap): Promise<LiveState>;
  delete(resource: ResourceRef, id: string, known: Known): Promise<void>;
}
