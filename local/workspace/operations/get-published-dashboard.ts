import type { Operation } from "../operation";

export const getPublishedDashboard: Operation = {
  method: "GET",
  paths: ["/api/2.0/lakeview/dashboards/:id/published"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => workspace.dashboards.published(param("id")),
};
