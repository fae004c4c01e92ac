import { requireLevel } from "../access/object-rights";
import { ApiError } from "../api-error";
import type { Operation } from "../operation";

/** Moves the alert to the trash; with `purge=true` it is gone for good. */
export const deleteAlert: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/alerts/:id"],
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, query, workspace } = call;
    requireLevel(call, { type: "alertsv2", id: param("id") }, "CAN_MANAGE");
    const purge = query.get("purge") ?? "false";
    if (purge !== "true" && purge !== "false") {
      throw ApiError.invalidParameter(`purge must be true or false, not '${purge}'`);
    }
    if (purge === "true") workspace.alerts.purge(param("id"));
    else workspace.alerts.trash(param("id"));
    return {};
  },
};
