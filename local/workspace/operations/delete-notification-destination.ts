import type { Operation } from "../operation";

export const deleteNotificationDestination: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/notification-destinations/:id"],
  handle: ({ param, workspace }) => {
    workspace.destinations.remove(param("id"));
    return {};
  },
};
