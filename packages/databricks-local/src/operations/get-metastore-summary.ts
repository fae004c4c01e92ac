import { METASTORE_ID } from "../unity-catalog/unity-catalog";
import type { Operation } from "../operation";

export const getMetastoreSummary: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/metastore_summary"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ workspace }) => ({
    metastore_id: METASTORE_ID,
    name: "local",
    owner: workspace.userName,
    privilege_model_version: "1.0",
    delta_sharing_scope: "INTERNAL",
  }),
};
