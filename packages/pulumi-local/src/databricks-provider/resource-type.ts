import type { PropertyMap } from "../values/property-value";
import type { Fields } from "./field";
import type { RestClient } from "./rest-client";

export interface Failure {
  property: string;
  reason: string;
}

/** What an operation made, and what it knows of it that the service does not tell. */
export interface Made {
  id: string;
  noted?: PropertyMap;
  /** The provider does not read it back. */
  isComplete?: boolean;
}

/**
 * One type of resource as the provider treats it. Property maps are plain: no secrets, and nothing unknown but in
 * `check`. `planned` is what the program wants, over what stays as it is.
 */
export interface ResourceType {
  /** As in `databricks:index/schema:Schema`. */
  readonly token: string;
  /** The provider's word for it, as in "cannot create sql endpoint". */
  readonly label: string;
  readonly fields: Fields;
  /** Arguments that only the real provider knows. */
  readonly unsupported?: readonly string[];
  /** Without a `name`, one is made from the resource's, and stays. */
  readonly namesItself?: true;
  /** Version of the provider's own state format, if it is not the first. */
  readonly schemaVersion?: number;
  check?(inputs: PropertyMap): Failure[];
  create(api: RestClient, planned: PropertyMap, timeoutSeconds?: number): Promise<Made>;
  /** What else belongs to a creation: by now the resource exists, and a failure does not undo that. */
  complete?(api: RestClient, id: string, planned: PropertyMap): Promise<void>;
  /** Undefined when it is gone; so does a 404 say. */
  read(api: RestClient, id: string, known: PropertyMap): Promise<PropertyMap | undefined>;
  /** `changed`: the arguments that differ, without what is inside them. */
  update(
    api: RestClient,
    id: string,
    planned: PropertyMap,
    change: { olds: PropertyMap; changed: ReadonlySet<string> },
  ): Promise<Partial<Made>>;
  delete(api: RestClient, id: string, known: PropertyMap): Promise<void>;
}
