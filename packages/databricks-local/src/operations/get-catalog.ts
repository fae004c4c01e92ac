import { requireSeen } from "../unity-catalog/seen";
import type { Operation } from "../operation";

export const getCatalog: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/catalogs/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const catalog = call.workspace.unity.catalog(call.param("name"));
    requireSeen(call, { type: "CATALOG", fullName: catalog.full_name });
    return catalog;
  },
};
