import type { Operation } from "../operation";
import { previewNotification as preview } from "../web/notification-preview";

/** Not the service's: runs the alert's query and renders its notification, without evaluating the alert. */
export const previewNotification: Operation = {
  method: "GET",
  paths: ["/_local/alerts/:id/notification"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ param, workspace }) => preview(workspace, param("id")),
};
