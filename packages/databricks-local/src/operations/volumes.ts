import { z } from "zod";
import { securableOf } from "../grants/securable";
import type { Operation } from "../operation";
import { requiredQuery } from "../request-query";
import { isSeen, refusedAsApi, requireSeen } from "../unity-catalog/unity-faults";
import { listByName, objectChangeShape } from "../unity-catalog/unity-requests";

const listVolumes: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/volumes"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { query, workspace } = call;
    const volumes = workspace.unity.volumes
      .list(requiredQuery(query, "catalog_name"), requiredQuery(query, "schema_name"))
      .filter(({ full_name }) => isSeen(call, { type: "VOLUME", fullName: full_name }));
    const { page, nextPageToken } = listByName(volumes, query);
    return { volumes: page, next_page_token: nextPageToken };
  },
};

const getVolume: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/volumes/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const volume = call.workspace.unity.volumes.get(call.param("name"));
    requireSeen(call, { type: "VOLUME", fullName: volume.full_name });
    return volume;
  },
};

const newVolumeShape = z.looseObject({
  catalog_name: z.string().min(1, "must not be empty"),
  schema_name: z.string().min(1, "must not be empty"),
  name: z.string().min(1, "must not be empty"),
  volume_type: z.enum(["MANAGED", "EXTERNAL"]),
  storage_location: z.string().optional(),
  comment: z.string().optional(),
});

const createVolume: Operation = {
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

const updateVolume: Operation = {
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

const deleteVolume: Operation = {
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

export const VOLUME_OPERATIONS: readonly Operation[] = [
  listVolumes,
  getVolume,
  createVolume,
  updateVolume,
  deleteVolume,
];
