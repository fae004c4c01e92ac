import { hasLevel } from "../access/object-rights";
import { readPage } from "../page";
import type { Operation } from "../operation";

/** Without their content, and those in the trash only with `show_trashed=true`. */
export const listDashboards: Operation = {
  method: "GET",
  paths: ["/api/2.0/lakeview/dashboards"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { query, workspace } = call;
    const isShown = query.get("show_trashed") === "true";
    const dashboards = workspace.dashboards
      .list()
      .filter(({ dashboard }) => isShown || dashboard.lifecycle_state === "ACTIVE")
      .filter(({ dashboard }) =>
        hasLevel(call, { type: "dashboards", id: dashboard.dashboard_id }, "CAN_READ"),
      );
    const page = readPage(dashboards, query, { defaultSize: 100, maxSize: 1000 });
    return {
      dashboards: page.items.map(({ dashboard }) => ({ ...dashboard, serialized_dashboard: undefined })),
      next_page_token: page.nextPageToken,
    };
  },
};
