import type { Operation } from "../operation";
import { readPage } from "../page";

/** In the order of creation; there is no filter. */
export const listAlerts: Operation = {
  method: "GET",
  paths: ["/api/2.0/alerts"],
  documentation: { page: "alerts", sources: ["sdk"] },
  handle: ({ query, workspace }) => {
    const page = readPage(workspace.alerts.list(), query, workspace.alerts.pageLimits);
    return { alerts: page.items.map(({ alert }) => alert), next_page_token: page.nextPageToken };
  },
};
