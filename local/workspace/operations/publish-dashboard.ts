import { publishShape } from "../dashboards/dashboard-shape";
import type { Operation } from "../operation";

export const publishDashboard: Operation = {
  method: "POST",
  paths: ["/api/2.0/lakeview/dashboards/:id/published"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, body, workspace }) => workspace.dashboards.publish(param("id"), body(publishShape)),
};
