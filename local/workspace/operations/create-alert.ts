import { alertShape } from "../alerts/alert-shape";
import type { Operation } from "../operation";

/** The body is the alert itself, not wrapped in `alert`. */
export const createAlert: Operation = {
  method: "POST",
  paths: ["/api/2.0/alerts"],
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: ({ body, workspace }) => workspace.alerts.create(body(alertShape)),
};
