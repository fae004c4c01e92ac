import { hasLevel } from "../access/object-rights";
import type { Operation } from "../operation";
import { readPage } from "../page";

/** In the order of creation; there is no filter. */
export const listAlerts: Operation = {
  method: "GET",
  paths: ["/api/2.0/alerts"],
  documentation: { page: "alerts", sources: ["sdk"] },
  handle: (call) => {
    const { alerts } = call.workspace;
    const shown = alerts
      .list()
      .filter(({ alert: { id = "" } }) => hasLevel(call, { type: "alertsv2", id }, "CAN_READ"));
    const page = readPage(shown, call.query, alerts.pageLimits);
    return { alerts: page.items.map(({ alert }) => alert), next_page_token: page.nextPageToken };
  },
};
