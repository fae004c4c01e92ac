import { requireAdmin } from "../access/object-rights";
import { destinationShape } from "../destinations/destination-shape";
import type { Operation } from "../operation";

export const createNotificationDestination: Operation = {
  method: "POST",
  paths: ["/api/2.0/notification-destinations"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    requireAdmin(call, "create notification destinations");
    return call.workspace.destinations.create(call.body(destinationShape));
  },
};
