import type { Operation } from "../operation";
import { newestNotifications } from "../web/newest-notifications";

/** Not the service's: the newest part of the inbox, for the page. */
export const readNewestNotifications: Operation = {
  method: "GET",
  paths: ["/_local/inbox/newest"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace }) => newestNotifications(workspace),
};
