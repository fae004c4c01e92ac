import { ExpectedError } from "../../expected-error";
import type { PropertyMap, PropertyValue } from "../../values/property-value";
import { type Fields, flag, text, texts } from "../field";
import { jsonOf, scalarText } from "../json";
import type { ResourceType } from "../resource-type";
import type { RestClient } from "../rest-client";

/** What catalogs and schemas have in common. */
export const OWNED_FIELDS: Fields = {
  comment: text(),
  properties: texts(),
  owner: text({ keeps: true }),
  enablePredictiveOptimization: text({ keeps: true, values: ["DISABLE", "ENABLE", "INHERIT"] }),
  storageRoot: text({ replaces: true, isSame: differsBySlash }),
  forceDestroy: flag({ default: false, local: true }),
  metastoreId: text({ keeps: true }),
};

export function differsByCase(old: PropertyValue, next: PropertyValue): boolean {
  return scalarText(old).toLowerCase() === scalarText(next).toLowerCase();
}

function differsBySlash(old: PropertyValue, next: PropertyValue): boolean {
  return scalarText(old).replace(/\/$/, "") === scalarText(next).replace(/\/$/, "");
}

/** The members of an object that a request has. */
export function pick(json: PropertyMap, names: readonly string[]): PropertyMap {
  return Object.fromEntries(Object.entries(json).filter(([name]) => names.includes(name)));
}

/**
 * Changes a catalog or schema: the owner by a request of its own, first, as only the old owner may do the rest
 * no longer. `sent`: the fields that the request for the rest has.
 */
export async function updateOwnedObject(
  api: RestClient,
  { fields }: ResourceType,
  target: string,
  sent: readonly string[],
  { planned, changed }: { planned: PropertyMap; changed: ReadonlySet<string> },
): Promise<void> {
  await checkMetastore(api, planned);
  const json = jsonOf(fields, planned);
  if (changed.has("owner")) await api.call("PATCH", target, pick(json, ["owner"]));
  const rest = [...changed].filter((name) => name !== "owner" && name !== "forceDestroy");
  if (rest.length === 0) return;
  const withoutComment = changed.has("comment") && !json.comment;
  await api.call("PATCH", target, { ...pick(json, sent), ...(withoutComment && { comment: "" }) });
}

/** The query of a deletion. */
export function forced({ forceDestroy }: PropertyMap): string {
  return forceDestroy === true ? "?force=true" : "";
}

/** What is in another metastore than the workspace's is not touched (catalog/utils.go: validateMetastoreId). */
export async function checkMetastore(api: RestClient, { metastoreId }: PropertyMap): Promise<void> {
  if (!metastoreId) return;
  const current = await api.call("GET", "/api/2.1/unity-catalog/current-metastore-assignment");
  if (current.metastore_id === metastoreId) return;
  throw new ExpectedError(
    `metastoreId must be left out, or be that of the workspace's metastore, ${scalarText(current.metastore_id)}`,
  );
}
