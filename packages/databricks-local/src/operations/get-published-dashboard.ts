import { requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";

export const getPublishedDashboard: Operation = {
  method: "GET",
  paths: ["/api/2.0/lakeview/dashboards/:id/published"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { param, workspace } = call;
    requireLevel(call, { type: "dashboards", id: call.param("id") }, "CAN_READ");
    return workspace.dashboards.published(param("id"));
  },
};
