import type { Operation } from "../operation";

export const getNotificationDestination: Operation = {
  method: "GET",
  paths: ["/api/2.0/notification-destinations/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, workspace }) => workspace.destinations.get(param("id")),
};
