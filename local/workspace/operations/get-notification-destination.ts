import type { Operation } from "../operation";

export const getNotificationDestination: Operation = {
  method: "GET",
  paths: ["/api/2.0/notification-destinations/:id"],
  handle: ({ param, workspace }) => workspace.destinations.get(param("id")),
};
