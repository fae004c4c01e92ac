import { requireLevel } from "../access/object-rights";
import { publishShape } from "../dashboards/dashboard-shape";
import type { Operation } from "../operation";

export const publishDashboard: Operation = {
  method: "POST",
  paths: ["/api/2.0/lakeview/dashboards/:id/published"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, body, workspace } = call;
    requireLevel(call, { type: "dashboards", id: call.param("id") }, "CAN_EDIT");
    return workspace.dashboards.publish(param("id"), body(publishShape));
  },
};
