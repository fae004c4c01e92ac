import { objectChangeShape } from "../unity-catalog/object-change";
import type { Operation } from "../operation";

export const updateCatalog: Operation = {
  method: "PATCH",
  paths: ["/api/2.1/unity-catalog/catalogs/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, body, caller, workspace }) =>
    workspace.unity.updateCatalog(param("name"), caller.userName, body(objectChangeShape)),
};
