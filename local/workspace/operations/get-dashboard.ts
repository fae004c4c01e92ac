import type { Operation } from "../operation";

export const getDashboard: Operation = {
  method: "GET",
  paths: ["/api/2.0/lakeview/dashboards/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, workspace }) => workspace.dashboards.get(param("id")),
};
