import type { Operation } from "../operation";

export const getVolume: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/volumes/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => workspace.unity.volumes.get(param("name")),
};
