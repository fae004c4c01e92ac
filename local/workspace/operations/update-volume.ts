import { objectChangeShape } from "../unity-catalog/object-change";
import type { Operation } from "../operation";

export const updateVolume: Operation = {
  method: "PATCH",
  paths: ["/api/2.1/unity-catalog/volumes/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, body, caller, workspace }) =>
    workspace.unity.volumes.update(param("name"), caller.userName, body(objectChangeShape)),
};
