import { METASTORE_ID } from "../unity-catalog/unity-catalog";
import type { Operation } from "../operation";

export const getMetastoreAssignment: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/current-metastore-assignment"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ workspace }) => ({
    metastore_id: METASTORE_ID,
    workspace_id: Number(workspace.workspaceId),
    default_catalog_name: "main",
  }),
};
