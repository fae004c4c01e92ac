import type { Operation } from "../operation";

export const trashDashboard: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/lakeview/dashboards/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, workspace }) => {
    workspace.dashboards.trash(param("id"));
    return {};
  },
};
