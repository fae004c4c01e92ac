import { requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";

export const getDashboard: Operation = {
  method: "GET",
  paths: ["/api/2.0/lakeview/dashboards/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, workspace } = call;
    requireLevel(call, { type: "dashboards", id: call.param("id") }, "CAN_READ");
    return workspace.dashboards.get(param("id"));
  },
};
