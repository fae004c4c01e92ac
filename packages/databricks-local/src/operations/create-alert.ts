import { homeOf, requireFolder, requireWarehouse } from "../access/object-rights";
import { alertShape } from "../alerts/alert-shape";
import type { Operation } from "../operation";

/** The body is the alert itself, not wrapped in `alert`. */
export const createAlert: Operation = {
  method: "POST",
  paths: ["/api/2.0/alerts"],
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { workspace, caller } = call;
    const alert = call.body(alertShape);
    requireFolder(call, alert.parent_path ?? homeOf(caller), "CAN_MANAGE");
    requireWarehouse(call, alert.warehouse_id);
    return workspace.alerts.create(alert, caller.userName);
  },
};
