import { refusedAsApi } from "../unity-catalog/unity-faults";
import type { Operation } from "../operation";

export const deleteVolume: Operation = {
  method: "DELETE",
  paths: ["/api/2.1/unity-catalog/volumes/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, caller, workspace }) => {
    const volume = {
      type: "VOLUME",
      fullName: workspace.unity.volumes.get(param("name")).full_name,
    } as const;
    refusedAsApi(() => workspace.rights.requireManage(caller.userName, volume));
    workspace.unity.volumes.remove(param("name"));
    return {};
  },
};
