import { Catalog } from "@pulumi/databricks/catalog";
import { Directory } from "@pulumi/databricks/directory";
import { Schema } from "@pulumi/databricks/schema";
import type * as pulumi from "@pulumi/pulumi";
import type { WorkspaceConnection } from "../databricks/open-connection";
import { existsInUnityCatalog } from "../databricks/unity-catalog";
import type { Settings } from "../settings/settings";
import { refuseFailed } from "./order";
import { declareFolderPermissions } from "./permissions";

/**
 * Catalog, schema and folder, where the settings ask for them. What is there already is taken as it is. None of them
 * is ever changed or deleted: other people's things may live in them, and the tables' data does. An `up` goes on once
 * they are there.
 */
export async function declarePlace(settings: Settings, { rest }: WorkspaceConnection): Promise<void> {
  const { createCatalog, createSchema, createFolder, catalog, goldSchema, parentPath } = settings;
  const [catalogExists, schemaExists] = await Promise.all([
    createCatalog && existsInUnityCatalog(rest, "catalogs", [catalog]),
    createSchema && existsInUnityCatalog(rest, "schemas", [catalog, goldSchema]),
  ]);
  const comment = "Alerts as rows: the config tables of databricks-alerts.";
  const resources: pulumi.CustomResource[] = [];
  if (createCatalog) {
    const options = kept(catalogExists ? catalog : undefined);
    resources.push(new Catalog("catalog", { name: catalog, comment }, options));
  }
  if (createSchema) {
    const id = `${catalog}.${goldSchema}`;
    resources.push(
      new Schema(
        "schema",
        { catalogName: catalog, name: goldSchema, comment },
        { ...kept(schemaExists ? id : undefined), dependsOn: [...resources] },
      ),
    );
  }
  // Making a folder that is there is no fault: it need not be looked up.
  const folders = createFolder
    ? [new Directory("folder", { path: parentPath }, { retainOnDelete: true })]
    : [];
  resources.push(...folders, ...declareFolderPermissions(settings, folders));
  await refuseFailed(resources, "Catalog, schema or folder, or its permissions,");
}

/** What is there is imported, which is nothing new for what this stack has made itself. */
function kept(existingId: string | undefined): pulumi.CustomResourceOptions {
  return {
    retainOnDelete: true,
    ignoreChanges: ["comment", "properties", "owner", "storageRoot"],
    ...(existingId !== undefined && { import: existingId }),
  };
}
