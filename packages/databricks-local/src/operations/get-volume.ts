import { requireSeen } from "../unity-catalog/seen";
import type { Operation } from "../operation";

export const getVolume: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/volumes/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const volume = call.workspace.unity.volumes.get(call.param("name"));
    requireSeen(call, { type: "VOLUME", fullName: volume.full_name });
    return volume;
  },
};
