import type { Operation } from "../operation";
import { describeDashboard } from "../web/dashboard-details";

/** Not the service's: a dashboard with what its widgets show now. */
export const readDashboardDetails: Operation = {
  method: "GET",
  paths: ["/_local/dashboards/:id"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ param, workspace }) => describeDashboard(workspace, param("id")),
};
