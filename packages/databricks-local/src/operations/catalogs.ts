import { z } from "zod";
import type { Operation } from "../operation";
import { METASTORE_ID } from "../unity-catalog/unity-catalog";
import { isSeen, requireSeen } from "../unity-catalog/unity-faults";
import { listByName, objectChangeShape } from "../unity-catalog/unity-requests";

const listCatalogs: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/catalogs"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const catalogs = call.workspace.unity
      .catalogs()
      .filter(({ full_name }) => isSeen(call, { type: "CATALOG", fullName: full_name }));
    const { page, nextPageToken } = listByName(catalogs, call.query);
    return { catalogs: page, next_page_token: nextPageToken };
  },
};

const getCatalog: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/catalogs/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const catalog = call.workspace.unity.catalog(call.param("name"));
    requireSeen(call, { type: "CATALOG", fullName: catalog.full_name });
    return catalog;
  },
};

const newCatalogShape = z.looseObject({
  name: z.string().min(1, "must not be empty"),
  comment: z.string().optional(),
  properties: z.record(z.string(), z.string()).optional(),
});

const createCatalog: Operation = {
  method: "POST",
  paths: ["/api/2.1/unity-catalog/catalogs"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ body, caller, workspace }) => {
    const { name, ...fields } = body(newCatalogShape);
    return workspace.unity.createCatalog(name, caller.userName, fields);
  },
};

const updateCatalog: Operation = {
  method: "PATCH",
  paths: ["/api/2.1/unity-catalog/catalogs/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, body, caller, workspace }) =>
    workspace.unity.updateCatalog(param("name"), caller.userName, body(objectChangeShape)),
};

const deleteCatalog: Operation = {
  method: "DELETE",
  paths: ["/api/2.1/unity-catalog/catalogs/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: async ({ param, query, caller, workspace }) => {
    await workspace.unity.deleteCatalog(param("name"), caller.userName, query.get("force") === "true");
    return {};
  },
};

const getMetastoreAssignment: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/current-metastore-assignment"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ workspace }) => ({
    metastore_id: METASTORE_ID,
    workspace_id: Number(workspace.workspaceId),
    default_catalog_name: "main",
  }),
};

const getMetastoreSummary: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/metastore_summary"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ workspace }) => ({
    metastore_id: METASTORE_ID,
    name: "local",
    owner: workspace.userName,
    privilege_model_version: "1.0",
    delta_sharing_scope: "INTERNAL",
  }),
};

export const CATALOG_OPERATIONS: readonly Operation[] = [
  listCatalogs,
  getCatalog,
  createCatalog,
  updateCatalog,
  deleteCatalog,
  getMetastoreAssignment,
  getMetastoreSummary,
];
