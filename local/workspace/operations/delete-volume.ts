import type { Operation } from "../operation";

export const deleteVolume: Operation = {
  method: "DELETE",
  paths: ["/api/2.1/unity-catalog/volumes/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => {
    workspace.unity.volumes.remove(param("name"));
    return {};
  },
};
