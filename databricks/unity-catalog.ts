import { z } from "zod";
import { ApiError } from "./api-error";
import type { RestClient } from "./rest-client";

/** What is looked up by name, without a warehouse. */
export type UnityObject = "catalogs" | "schemas" | "tables";

const Answer = z.looseObject({ owner: z.string().optional() });

/** An object of Unity Catalog, as far as it matters here. */
export interface FoundObject {
  /** A user, a service principal's application id, or a group: it has every privilege on the object. */
  readonly owner?: string | undefined;
}

/** `undefined`: there is none. @see https://docs.databricks.com/api/workspace/tables/get */
export async function findInUnityCatalog(
  rest: RestClient,
  kind: UnityObject,
  name: readonly string[],
): Promise<FoundObject | undefined> {
  try {
    return await rest.get(`/api/2.1/unity-catalog/${kind}/${encodeURIComponent(name.join("."))}`, Answer);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}

export async function existsInUnityCatalog(
  rest: RestClient,
  kind: UnityObject,
  name: readonly string[],
): Promise<boolean> {
  return (await findInUnityCatalog(rest, kind, name)) !== undefined;
}
