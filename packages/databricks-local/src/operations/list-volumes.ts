import { requiredQuery } from "../required-query";
import { listByName } from "../unity-catalog/list-by-name";
import { isSeen } from "../unity-catalog/seen";
import type { Operation } from "../operation";

export const listVolumes: Operation = {
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
