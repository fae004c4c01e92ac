import type { Operation } from "../operation";

export const trashDashboard: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/lakeview/dashboards/:id"],
  handle: ({ param, workspace }) => {
    workspace.dashboards.trash(param("id"));
    return {};
  },
};
