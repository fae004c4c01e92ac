import type { Operation } from "../operation";
import { newestNotifications } from "../web/newest-notifications";

/** Not the service's: the newest part of the inbox, for the page. */
export const readNewestNotifications: Operation = {
  method: "GET",
  paths: ["/_local/inbox/newest"],
  handle: ({ workspace }) => newestNotifications(workspace),
};
