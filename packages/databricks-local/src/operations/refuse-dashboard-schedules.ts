import { ApiError } from "../api-error";
import type { Operation } from "../operation";

/** Schedules and their subscriptions are not kept here. */
const refuse: Omit<Operation, "method"> = {
  paths: [
    "/api/2.0/lakeview/dashboards/:id/schedules",
    "/api/2.0/lakeview/dashboards/:id/schedules/:schedule",
  ],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: () => {
    throw ApiError.invalidParameter("The local workspace does not support schedules of dashboards");
  },
};

export const refuseDashboardSchedules: readonly Operation[] = (["GET", "POST", "PUT", "DELETE"] as const).map(
  (method) => ({ method, ...refuse }),
);
