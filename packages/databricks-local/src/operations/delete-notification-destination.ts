import { requireAdmin } from "../access/object-rights";
import type { Operation } from "../operation";

export const deleteNotificationDestination: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/notification-destinations/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    requireAdmin(call, "delete notification destinations");
    call.workspace.destinations.remove(call.param("id"));
    return {};
  },
};
