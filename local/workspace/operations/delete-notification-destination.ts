import type { Operation } from "../operation";

export const deleteNotificationDestination: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/notification-destinations/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, workspace }) => {
    workspace.destinations.remove(param("id"));
    return {};
  },
};
