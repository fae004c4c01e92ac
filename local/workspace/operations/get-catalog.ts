import type { Operation } from "../operation";

export const getCatalog: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/catalogs/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, caller, workspace }) => {
    const catalog = workspace.unity.catalog(param("name"));
    const object = { type: "CATALOG", fullName: catalog.full_name } as const;
    return { ...catalog, owner: workspace.denials.ownerShownTo(caller.userName, object, catalog.owner) };
  },
};
