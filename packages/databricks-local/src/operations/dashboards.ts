import { hasLevel, homeOf, requireFolder, requireLevel } from "../access/object-rights";
import { ApiError } from "../api-error";
import { dashboardChangeShape, newDashboardShape, publishShape } from "../dashboards/dashboard-shape";
import type { Operation } from "../operation";
import { readPage } from "../request-query";
import { describeDashboard, describeDashboards } from "../web/dashboard-details";

const createDashboard: Operation = {
  method: "POST",
  paths: ["/api/2.0/lakeview/dashboards"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { query, caller, workspace } = call;
    const dashboard = call.body(newDashboardShape);
    requireFolder(call, dashboard.parent_path ?? homeOf(caller), "CAN_MANAGE");
    const place = { catalog: query.get("dataset_catalog"), schema: query.get("dataset_schema") };
    return workspace.dashboards.create(dashboard, place, caller.userName);
  },
};

const getDashboard: Operation = {
  method: "GET",
  paths: ["/api/2.0/lakeview/dashboards/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, workspace } = call;
    requireLevel(call, { type: "dashboards", id: call.param("id") }, "CAN_READ");
    return workspace.dashboards.get(param("id"));
  },
};

/** Without their content, and those in the trash only with `show_trashed=true`. */
const listDashboards: Operation = {
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

const updateDashboard: Operation = {
  method: "PATCH",
  paths: ["/api/2.0/lakeview/dashboards/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, body, query, workspace } = call;
    requireLevel(call, { type: "dashboards", id: call.param("id") }, "CAN_EDIT");
    return workspace.dashboards.update(param("id"), body(dashboardChangeShape), {
      catalog: query.get("dataset_catalog"),
      schema: query.get("dataset_schema"),
    });
  },
};

const trashDashboard: Operation = {
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

const publishDashboard: Operation = {
  method: "POST",
  paths: ["/api/2.0/lakeview/dashboards/:id/published"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, body, workspace } = call;
    requireLevel(call, { type: "dashboards", id: call.param("id") }, "CAN_EDIT");
    return workspace.dashboards.publish(param("id"), body(publishShape));
  },
};

const getPublishedDashboard: Operation = {
  method: "GET",
  paths: ["/api/2.0/lakeview/dashboards/:id/published"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { param, workspace } = call;
    requireLevel(call, { type: "dashboards", id: call.param("id") }, "CAN_READ");
    return workspace.dashboards.published(param("id"));
  },
};

const unpublishDashboard: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/lakeview/dashboards/:id/published"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { param, workspace } = call;
    requireLevel(call, { type: "dashboards", id: call.param("id") }, "CAN_EDIT");
    workspace.dashboards.unpublish(param("id"));
    return {};
  },
};

/** Schedules and their subscriptions are not kept here. */
const refuse: Omit<Operation, "method"> = {
  paths: [
    "/api/2.0/lakeview/dashboards/:id/schedules",
    "/api/2.0/lakeview/dashboards/:id/schedules/:schedule",
  ],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: () => {
    throw ApiError.invalidParameter("The local workspace does not support schedules of dashboards");
  },
};

const refuseDashboardSchedules: readonly Operation[] = (["GET", "POST", "PUT", "DELETE"] as const).map(
  (method) => ({ method, ...refuse }),
);

/** Not the service's: the dashboards that there are, for the page. */
const readDashboards: Operation = {
  method: "GET",
  paths: ["/_local/dashboards"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace }) => describeDashboards(workspace),
};

/** Not the service's: a dashboard with what its widgets show now. */
const readDashboardDetails: Operation = {
  method: "GET",
  paths: ["/_local/dashboards/:id"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ param, workspace }) => describeDashboard(workspace, param("id")),
};

export const DASHBOARD_OPERATIONS: readonly Operation[] = [
  createDashboard,
  getDashboard,
  listDashboards,
  updateDashboard,
  trashDashboard,
  publishDashboard,
  getPublishedDashboard,
  unpublishDashboard,
  ...refuseDashboardSchedules,
  readDashboardDetails,
  readDashboards,
];
