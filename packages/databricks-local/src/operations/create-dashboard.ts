import { homeOf, requireFolder } from "../access/object-rights";
import { newDashboardShape } from "../dashboards/dashboard-shape";
import type { Operation } from "../operation";

export const createDashboard: Operation = {
  method: "POST",
  paths: ["/api/2.0/lakeview/dashboards"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { query, caller, workspace } = call;
    const dashboard = call.body(newDashboardShape);
    requireFolder(call, dashboard.parent_path ?? homeOf(caller), "CAN_MANAGE");
    const place = { catalog: query.get("dataset_catalog"), schema: query.get("dataset_schema") };
    return workspace.dashboards.create(dashboard, place, caller.userName);
  },
};
