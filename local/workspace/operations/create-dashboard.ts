import { newDashboardShape } from "../dashboards/dashboard-shape";
import type { Operation } from "../operation";

export const createDashboard: Operation = {
  method: "POST",
  paths: ["/api/2.0/lakeview/dashboards"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ body, query, caller, workspace }) => {
    const dashboard = body(newDashboardShape);
    workspace.denials.requireFolder(dashboard.parent_path, caller.userName);
    const place = { catalog: query.get("dataset_catalog"), schema: query.get("dataset_schema") };
    return workspace.dashboards.create(dashboard, place, caller.userName);
  },
};
