import { requireLevel } from "../access/object-rights";
import { dashboardChangeShape } from "../dashboards/dashboard-shape";
import type { Operation } from "../operation";

export const updateDashboard: Operation = {
  method: "PATCH",
  paths: ["/api/2.0/lakeview/dashboards/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, body, query, workspace } = call;
    requireLevel(call, { type: "dashboards", id: call.param("id") }, "CAN_EDIT");
    return workspace.dashboards.update(param("id"), body(dashboardChangeShape), {
      catalog: query.get("dataset_catalog"),
      schema: query.get("dataset_schema"),
    });
  },
};
