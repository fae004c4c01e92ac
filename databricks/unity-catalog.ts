import { z } from "zod";
import { ApiError } from "./api-error";
import type { RestClient } from "./rest-client";

/** What is looked up by name, without a warehouse. */
export type UnityObject = "catalogs" | "schemas" | "tables";

/** @see https://docs.databricks.com/api/workspace/tables/get */
export async function existsInUnityCatalog(
  rest: RestClient,
  kind: UnityObject,
  name: readonly string[],
): Promise<boolean> {
  try {
    await rest.get(`/api/2.1/unity-catalog/${kind}/${encodeURIComponent(name.join("."))}`, z.unknown());
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      return false;
    }
    throw error;
  }
}
