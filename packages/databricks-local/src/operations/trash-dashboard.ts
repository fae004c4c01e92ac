import { requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";

export const trashDashboard: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/lakeview/dashboards/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, workspace } = call;
    requireLevel(call, { type: "dashboards", id: call.param("id") }, "CAN_MANAGE");
    workspace.dashboards.trash(param("id"));
    return {};
  },
};
