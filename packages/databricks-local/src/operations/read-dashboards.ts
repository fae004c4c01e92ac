import type { Operation } from "../operation";
import { describeDashboards } from "../web/dashboard-details";

/** Not the service's: the dashboards that there are, for the page. */
export const readDashboards: Operation = {
  method: "GET",
  paths: ["/_local/dashboards"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace }) => describeDashboards(workspace),
};
