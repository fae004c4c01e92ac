import { newDashboardShape } from "../dashboards/dashboard-shape";
import type { Operation } from "../operation";

export const createDashboard: Operation = {
  method: "POST",
  paths: ["/api/2.0/lakeview/dashboards"],
  handle: ({ body, query, caller, workspace }) =>
    workspace.dashboards.create(
      body(newDashboardShape),
      { catalog: query.get("dataset_catalog"), schema: query.get("dataset_schema") },
      caller.userName,
    ),
};
