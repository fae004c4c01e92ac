import { objectChangeShape } from "../unity-catalog/object-change";
import { refusedAsApi } from "../unity-catalog/unity-faults";
import type { Operation } from "../operation";

export const updateVolume: Operation = {
  method: "PATCH",
  paths: ["/api/2.1/unity-catalog/volumes/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, body, caller, workspace }) => {
    const volume = {
      type: "VOLUME",
      fullName: workspace.unity.volumes.get(param("name")).full_name,
    } as const;
    refusedAsApi(() => workspace.rights.requireManage(caller.userName, volume));
    return workspace.unity.volumes.update(param("name"), caller.userName, body(objectChangeShape));
  },
};
