import { requireAdmin } from "../access/object-rights";
import { destinationChangeShape, destinationShape } from "../destinations/destination-shape";
import type { Operation } from "../operation";
import { readPage } from "../request-query";
import { newestNotifications, previewNotification as preview } from "../web/notifications";

const createNotificationDestination: Operation = {
  method: "POST",
  paths: ["/api/2.0/notification-destinations"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    requireAdmin(call, "create notification destinations");
    return call.workspace.destinations.create(call.body(destinationShape));
  },
};

const getNotificationDestination: Operation = {
  method: "GET",
  paths: ["/api/2.0/notification-destinations/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, workspace }) => workspace.destinations.get(param("id")),
};

/** Without `config`, as the service lists them. */
const listNotificationDestinations: Operation = {
  method: "GET",
  paths: ["/api/2.0/notification-destinations"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ query, workspace }) => {
    const page = readPage(workspace.destinations.list(), query, { defaultSize: 20, maxSize: 100 });
    return {
      results: page.items.map(({ id, display_name, destination_type }) => ({
        id,
        display_name,
        destination_type,
      })),
      next_page_token: page.nextPageToken,
    };
  },
};

const updateNotificationDestination: Operation = {
  method: "PATCH",
  paths: ["/api/2.0/notification-destinations/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    requireAdmin(call, "update notification destinations");
    return call.workspace.destinations.update(call.param("id"), call.body(destinationChangeShape));
  },
};

const deleteNotificationDestination: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/notification-destinations/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    requireAdmin(call, "delete notification destinations");
    call.workspace.destinations.remove(call.param("id"));
    return {};
  },
};

/** Not the service's: what alerts told their subscribers. */
const readInbox: Operation = {
  method: "GET",
  paths: ["/_local/inbox"],
  documentation: { page: "evaluation", sources: ["local"] },
  handle: ({ workspace }) => ({ notifications: workspace.inbox.notifications }),
};

/** Not the service's: runs the alert's query and renders its notification, without evaluating the alert. */
const previewNotification: Operation = {
  method: "GET",
  paths: ["/_local/alerts/:id/notification"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ param, workspace }) => preview(workspace, param("id")),
};

/** Not the service's: the newest part of the inbox, for the page. */
const readNewestNotifications: Operation = {
  method: "GET",
  paths: ["/_local/inbox/newest"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace }) => newestNotifications(workspace),
};

export const NOTIFICATION_OPERATIONS: readonly Operation[] = [
  createNotificationDestination,
  getNotificationDestination,
  listNotificationDestinations,
  updateNotificationDestination,
  deleteNotificationDestination,
  readInbox,
  previewNotification,
  readNewestNotifications,
];
