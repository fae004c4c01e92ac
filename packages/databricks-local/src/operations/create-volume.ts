import { z } from "zod";
import { securableOf } from "../grants/securable";
import { refusedAsApi } from "../unity-catalog/unity-faults";
import type { Operation } from "../operation";

const newVolumeShape = z.looseObject({
  catalog_name: z.string().min(1, "must not be empty"),
  schema_name: z.string().min(1, "must not be empty"),
  name: z.string().min(1, "must not be empty"),
  volume_type: z.enum(["MANAGED", "EXTERNAL"]),
  storage_location: z.string().optional(),
  comment: z.string().optional(),
});

export const createVolume: Operation = {
  method: "POST",
  paths: ["/api/2.1/unity-catalog/volumes"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ body, caller, workspace }) => {
    const volume = body(newVolumeShape);
    const schema = securableOf([volume.catalog_name, volume.schema_name]);
    refusedAsApi(() => {
      workspace.rights.requireSeen(caller.userName, schema);
      workspace.rights.require(caller.userName, "CREATE_VOLUME", schema);
    });
    return workspace.unity.volumes.create(volume, caller.userName);
  },
};
