import { ExpectedError } from "../../expected-error";
import type { PropertyMap } from "../../values/property-value";
import type { RestClient } from "../rest-client";
import { scalarText } from "../scalar-text";

/** What is in another metastore than the workspace's is not touched (catalog/utils.go: validateMetastoreId). */
export async function checkMetastore(api: RestClient, { metastoreId }: PropertyMap): Promise<void> {
  if (!metastoreId) return;
  const current = await api.call("GET", "/api/2.1/unity-catalog/current-metastore-assignment");
  if (current.metastore_id === metastoreId) return;
  throw new ExpectedError(
    `metastoreId must be left out, or be that of the workspace's metastore, ${scalarText(current.metastore_id)}`,
  );
}
