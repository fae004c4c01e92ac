import { destinationChangeShape } from "../destinations/destination-shape";
import type { Operation } from "../operation";

export const updateNotificationDestination: Operation = {
  method: "PATCH",
  paths: ["/api/2.0/notification-destinations/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, body, workspace }) =>
    workspace.destinations.update(param("id"), body(destinationChangeShape)),
};
