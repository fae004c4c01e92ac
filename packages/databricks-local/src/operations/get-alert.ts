import { requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";

export const getAlert: Operation = {
  method: "GET",
  paths: ["/api/2.0/alerts/:id"],
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: (call) => {
    const id = call.param("id");
    requireLevel(call, { type: "alertsv2", id }, "CAN_READ");
    return call.workspace.alerts.get(id);
  },
};
