import { objectChangeShape } from "../unity-catalog/object-change";
import type { Operation } from "../operation";

export const updateSchema: Operation = {
  method: "PATCH",
  paths: ["/api/2.1/unity-catalog/schemas/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, body, caller, workspace }) =>
    workspace.unity.updateSchema(param("name"), caller.userName, body(objectChangeShape)),
};
