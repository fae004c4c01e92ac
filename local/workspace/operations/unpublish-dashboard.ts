import type { Operation } from "../operation";

export const unpublishDashboard: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/lakeview/dashboards/:id/published"],
  handle: ({ param, workspace }) => {
    workspace.dashboards.unpublish(param("id"));
    return {};
  },
};
