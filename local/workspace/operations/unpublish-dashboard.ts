import type { Operation } from "../operation";

export const unpublishDashboard: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/lakeview/dashboards/:id/published"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => {
    workspace.dashboards.unpublish(param("id"));
    return {};
  },
};
