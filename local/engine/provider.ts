import type { PropertyMap } from "./values/property-value";

/** A resource as its provider is asked about it. */
export interface ResourceRef {
  urn: string;
  type: string;
  name: string;
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
}

/** Carries out the operations on one package's resources. Property maps may hold secrets and, in a preview, unknowns. */
export interface Provider {
  check(resource: ResourceRef, olds: PropertyMap, news: PropertyMap): Promise<CheckResult>;
  diff(resource: ResourceRef, id: string, known: Known, news: PropertyMap): Promise<DiffResult>;
  create(resource: ResourceRef, inputs: PropertyMap): Promise<LiveState>;
  /** The id is "" when the resource is gone. */
  read(resource: ResourceRef, id: string, known: Known): Promise<ReadResult>;
  update(resource: ResourceRef, id: string, known: Known, news: PropertyMap): Promise<LiveState>;
  delete(resource: ResourceRef, id: string, known: Known): Promise<void>;
}
