import { requireAdmin } from "../access/object-rights";
import { destinationChangeShape } from "../destinations/destination-shape";
import type { Operation } from "../operation";

export const updateNotificationDestination: Operation = {
  method: "PATCH",
  paths: ["/api/2.0/notification-destinations/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    requireAdmin(call, "update notification destinations");
    return call.workspace.destinations.update(call.param("id"), call.body(destinationChangeShape));
  },
};
