import { alertShape } from "../alerts/alert-shape";
import type { Operation } from "../operation";

/** The body is the alert itself, not wrapped in `alert`. */
export const createAlert: Operation = {
  method: "POST",
  paths: ["/api/2.0/alerts"],
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: ({ body, caller, workspace }) => {
    const alert = body(alertShape);
    workspace.denials.requireFolder(alert.parent_path, caller.userName);
    return workspace.alerts.create(alert);
  },
};
