import { requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";

export const unpublishDashboard: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/lakeview/dashboards/:id/published"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { param, workspace } = call;
    requireLevel(call, { type: "dashboards", id: call.param("id") }, "CAN_EDIT");
    workspace.dashboards.unpublish(param("id"));
    return {};
  },
};
